/** What a chart of lines draws. Pure. */
import { lowerBound, thinned } from './thin.ts';

export interface Line {
  id: string;
  label: string;
  colour: string;
  dash: number[];
  /** In order. */
  xs: Float64Array;
  /** NaN where nothing was measured: the line breaks. */
  ys: Float64Array;
  band?: { low: Float64Array; high: Float64Array };
  /** The same line as it came, drawn faintly behind one that was smoothed. */
  raw?: Float64Array;
}

/** A line as it is drawn in a view: the points that matter. */
export interface Shown {
  line: Line;
  indices: Int32Array;
}

export function shownLines(lines: readonly Line[], [from, to]: readonly [number, number], columns: number): Shown[] {
  return lines.map((line) => ({ line, indices: thinned(line.xs, line.raw ?? line.ys, from, to, columns) }));
}

/** The values in view, and others that must be, for the axis. */
export function* valuesOf(shown: readonly Shown[], others: readonly { value: number }[] = []): Iterable<number> {
  for (const { value } of others) yield value;
  for (const { line, indices } of shown) {
    for (const index of indices) {
      yield line.ys[index] as number;
      if (line.raw) yield line.raw[index] as number;
      if (line.band) {
        yield line.band.low[index] as number;
        yield line.band.high[index] as number;
      }
    }
  }
}

export function spanOf(lines: readonly Line[]): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { xs } of lines) {
    if (xs.length === 0) continue;
    least = Math.min(least, xs[0] as number);
    most = Math.max(most, xs.at(-1) as number);
  }
  return least > most ? [0, 1] : least === most ? [least - 0.5, most + 0.5] : [least, most];
}

/** The point of a line nearest to x, if the line reaches it. */
export function nearest({ xs, ys }: Pick<Line, 'xs' | 'ys'>, x: number): { x: number; y: number } | null {
  if (xs.length === 0) return null;
  const right = lowerBound(xs, x);
  const [before, after] = [xs[Math.max(0, right - 1)] as number, xs[Math.min(xs.length - 1, right)] as number];
  const index = x - before <= after - x ? Math.max(0, right - 1) : Math.min(xs.length - 1, right);
  const y = ys[index] as number;
  return Number.isFinite(y) ? { x: xs[index] as number, y } : null;
}
