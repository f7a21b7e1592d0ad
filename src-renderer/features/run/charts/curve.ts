/** The history of a metric as a line of a chart: over steps or time, smoothed or as it is. Pure. */
import type { MetricPoint } from '#contract';
import type { Line } from '../../../components/charts/line.ts';
import type { XAxis } from '../../../components/charts/lines-chart.tsx';
import { smoothed } from '../../../components/charts/smooth.ts';

/** Over steps where there are several; over time where every point says the same step. */
export function firstAxis(histories: readonly (readonly MetricPoint[])[]): XAxis {
  const long = histories.filter((history) => history.length > 1);
  return long.length > 0 && long.every((history) => history.every(({ step }) => step === history[0]?.step)) ? 'relative' : 'step';
}

interface Look {
  axis: XAxis;
  /** When the run began: where its own time is zero. */
  start: number;
  /** Of the smoothing, from 0 to below 1. */
  weight: number;
}

/** Values that are no numbers leave a gap. */
export function lineOf(label: string, history: readonly MetricPoint[], { axis, start, weight }: Look): Line {
  const xOf = ({ step, timestamp }: MetricPoint) => (axis === 'step' ? step : axis === 'wall' ? timestamp : timestamp - start);
  const points = history.map((point) => ({ x: xOf(point), y: Number(point.value) })).sort((a, b) => a.x - b.x);
  const xs = Float64Array.from(points, ({ x }) => x);
  const ys = Float64Array.from(points, ({ y }) => (Number.isFinite(y) ? y : Number.NaN));
  return { id: label, label, colour: 'var(--b-series-1)', dash: [], xs, ys: smoothed(ys, weight), ...(weight > 0 ? { raw: ys } : {}) };
}
