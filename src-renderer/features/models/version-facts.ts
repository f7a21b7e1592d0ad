/** What is first said of versions. Pure. */
const headlines = ['roc_auc', 'auc', 'accuracy', 'acuracia', 'f1', 'f1_macro', 'rmse', 'mae', 'r2', 'loss', 'perda'];

/** What the machine measured of itself while the model was trained says nothing of the model. */
export function ownMetrics(metrics: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([key]) => !key.startsWith('system/')));
}

/** The metric that stands beside the versions: a usual one that most of them have, else the most common. */
export function headlineMetric(metrics: readonly Readonly<Record<string, number>>[]): string | null {
  const counts = new Map<string, number>();
  for (const record of metrics) for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const usual = headlines.find((key) => (counts.get(key) ?? 0) * 2 > metrics.length);
  return usual ?? [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Libraries whose models `mlflow.pyfunc` opens, said by name where there are any. */
export function librariesOf(flavors: readonly string[]): string {
  const own = flavors.filter((flavor) => flavor !== 'python_function');
  return (own.length > 0 ? own : flavors).join(', ');
}
