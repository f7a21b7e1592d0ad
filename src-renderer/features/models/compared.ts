/** The metrics of two versions as one table. Pure. */

export interface ComparedMetric {
  key: string;
  left: number | null;
  right: number | null;
  difference: number | null;
  /** Length of the bars, of the longer one. */
  leftShare: number;
  rightShare: number;
}

/** In the order in which they were logged. */
export function comparedMetrics(left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): ComparedMetric[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((key) => {
    const [a, b] = [left[key] ?? null, right[key] ?? null];
    const longest = Math.max(Math.abs(a ?? 0), Math.abs(b ?? 0)) || 1;
    return {
      key,
      left: a,
      right: b,
      difference: a === null || b === null ? null : b - a,
      leftShare: Math.abs(a ?? 0) / longest,
      rightShare: Math.abs(b ?? 0) / longest,
    };
  });
}
