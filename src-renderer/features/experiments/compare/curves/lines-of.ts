/** The histories of one metric as the lines of a chart: over steps or time, smoothed, and of groups as a mean with a band. Pure. */
import type { MetricPoint } from '#contract';
import type { Line } from '../../../../components/charts/line.ts';
import { bandOf, type Points, smoothed } from '../../../../components/charts/smooth.ts';
import type { RunGroup } from '../grouping.ts';

export type Axis = 'step' | 'relative' | 'wall';

export interface History {
  runId: string;
  total: number;
  points: readonly MetricPoint[];
}

export interface LineOptions {
  axis: Axis;
  /** 0 is as it came. */
  smoothing: number;
  colourOf(runId: string): string;
  dashOf(place: number): number[];
}

/** Measured once by every run: nothing to draw a line through. */
export function measuredOnce(histories: readonly History[]): boolean {
  return histories.every(({ total }) => total <= 1);
}

/** Over time where every point says the same step. */
export function fittingAxis(wanted: Axis, histories: readonly History[]): Axis {
  const long = histories.filter(({ points }) => points.length > 1);
  const still = long.length > 0 && long.every(({ points }) => points.every(({ step }) => step === points[0]?.step));
  return wanted === 'step' && still ? 'relative' : wanted;
}

export function linesOf(groups: readonly RunGroup[], histories: readonly History[], { axis, smoothing, colourOf, dashOf }: LineOptions): Line[] {
  const byRun = new Map(histories.map((history) => [history.runId, history]));
  return groups.flatMap((group, place): Line[] => {
    const members = group.runs.flatMap(({ runId, startTime }) => {
      const points = pointsOf(byRun.get(runId)?.points ?? [], axis, startTime);
      return points.xs.length === 0 ? [] : [points];
    });
    const [first] = members;
    if (!first) return [];
    const common = { id: group.id, label: group.label, colour: colourOf(group.runs[0]?.runId ?? ''), dash: dashOf(place) };
    if (group.runs.length === 1) {
      return [{ ...common, xs: first.xs, ys: smoothed(first.ys, smoothing), ...(smoothing > 0 ? { raw: first.ys } : {}) }];
    }
    const { xs, ys, low, high } = bandOf(members);
    return [{ ...common, label: `${group.label} (${members.length})`, xs, ys: smoothed(ys, smoothing), band: { low, high } }];
  });
}

export function pointsOf(points: readonly MetricPoint[], axis: Axis, startTime: number): Points {
  const xOf = ({ step, timestamp }: MetricPoint) => (axis === 'step' ? step : axis === 'wall' ? timestamp : timestamp - startTime);
  const sorted = points.map((point) => [xOf(point), Number(point.value)] as const).sort((a, b) => a[0] - b[0]);
  return { xs: Float64Array.from(sorted, ([x]) => x), ys: Float64Array.from(sorted, ([, y]) => (Number.isFinite(y) ? y : Number.NaN)) };
}
