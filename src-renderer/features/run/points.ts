/** The history of a metric as points of a chart. Pure. */
import type { MetricPoint } from '#contract';

/** Over steps; over time where no step was given. Values that are not numbers leave a gap. */
export function pointsOf(history: readonly MetricPoint[]): { points: [number, number | null][]; time: boolean } {
  const time = new Set(history.map(({ step }) => step)).size === 1 && history.length > 1;
  const points = history.map(({ step, timestamp, value }): [number, number | null] => {
    const y = Number(value);
    return [time ? timestamp : step, Number.isFinite(y) ? y : null];
  });
  return { points: points.sort((a, b) => a[0] - b[0]), time };
}
