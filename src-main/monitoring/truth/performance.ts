/** `performanceWindows`: labelled answers over windows of time. A window is judged by what has arrived of it, and says how much that is. */
import type { PerformanceWindow } from '../../contract/monitoring.ts';

export function performanceWindows(
  outcomes: readonly { at: number; right: number }[],
  now: number,
  width: number,
  count: number,
): PerformanceWindow[] {
  const last = Math.floor(now / width);
  const byWindow = Map.groupBy(outcomes, ({ at }) => Math.floor(at / width));
  return Array.from({ length: count }, (_, i) => {
    const window = last - count + 1 + i;
    const inside = byWindow.get(window) ?? [];
    const right = inside.filter((outcome) => outcome.right === 1).length;
    return { start: window * width, end: (window + 1) * width, labels: inside.length, right, ...interval(right, inside.length) };
  });
}

/** Share of right answers with Wilson's interval of 95 %: it stays inside 0 and 1, also for a handful. */
export function interval(right: number, n: number): { share: number | null; low: number | null; high: number | null } {
  if (n === 0) return { share: null, low: null, high: null };
  const z = 1.959963984540054;
  const share = right / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
