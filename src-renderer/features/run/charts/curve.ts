/** The history of a metric as the points of a chart: over steps or time, smoothed or as it is. Pure. */
import type { MetricPoint } from '#contract';

export type Axis = 'step' | 'time' | 'relative';
export type CurvePoint = [x: number, y: number | null];

/** Over steps where there are several; over time where every point says the same step. */
export function firstAxis(histories: readonly (readonly MetricPoint[])[]): Axis {
  const long = histories.filter((history) => history.length > 1);
  return long.length > 0 && long.every((history) => history.every(({ step }) => step === history[0]?.step)) ? 'relative' : 'step';
}

/** `relative` is seconds since `start`. Values that are no numbers leave a gap. */
export function curveOf(history: readonly MetricPoint[], axis: Axis, start: number): CurvePoint[] {
  const xOf = ({ step, timestamp }: MetricPoint) => (axis === 'step' ? step : axis === 'time' ? timestamp : (timestamp - start) / 1000);
  return history
    .map((point): CurvePoint => {
      const y = Number(point.value);
      return [xOf(point), Number.isFinite(y) ? y : null];
    })
    .sort((a, b) => a[0] - b[0]);
}

/**
 * Exponential moving average, corrected at the start as Adam's moments are, so that the line does not begin at zero.
 * `weight` from 0 (as it is) to below 1.
 */
export function smoothed(points: readonly CurvePoint[], weight: number): CurvePoint[] {
  let mean = 0;
  let share = 0;
  return points.map(([x, y]) => {
    if (y === null) return [x, null];
    mean = mean * weight + (1 - weight) * y;
    share = share * weight + (1 - weight);
    return [x, mean / share];
  });
}
