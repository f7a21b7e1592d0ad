/** The value of a metric as a number: what JSON cannot hold comes as a word, as in MLflow. */
export function metricValue(value: number | 'NaN' | 'Infinity' | '-Infinity' | undefined): number | null {
  return value === undefined ? null : Number(value);
}
