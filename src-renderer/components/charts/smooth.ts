/** Lines made calmer, and many lines as one with a band. Pure. */
import { lowerBound } from './thin.ts';

/** An exponential moving average that starts fair: the first points are not drawn towards zero. Gaps stay gaps. */
export function smoothed(ys: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return ys;
  const result = new Float64Array(ys.length);
  let [sum, share] = [0, 0];
  for (let index = 0; index < ys.length; index += 1) {
    const y = ys[index] as number;
    if (!Number.isFinite(y)) {
      result[index] = y;
      continue;
    }
    sum = sum * weight + y * (1 - weight);
    share = share * weight + (1 - weight);
    result[index] = sum / share;
  }
  return result;
}

export interface Points {
  xs: Float64Array;
  ys: Float64Array;
}

export interface Band extends Points {
  low: Float64Array;
  high: Float64Array;
}

/** At each x of any line the mean, the least and the greatest of the lines that reach it, between their points on a straight line. */
export function bandOf(lines: readonly Points[]): Band {
  const xs = Float64Array.from(new Set(lines.flatMap((line) => [...line.xs]))).sort();
  const [ys, low, high] = [new Float64Array(xs.length), new Float64Array(xs.length), new Float64Array(xs.length)];
  for (const [index, x] of xs.entries()) {
    const values = lines.map((line) => valueAt(line, x)).filter(Number.isFinite);
    ys[index] = values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
    low[index] = values.length === 0 ? Number.NaN : Math.min(...values);
    high[index] = values.length === 0 ? Number.NaN : Math.max(...values);
  }
  return { xs, ys, low, high };
}

function valueAt({ xs, ys }: Points, x: number): number {
  const right = lowerBound(xs, x);
  if (right >= xs.length) return Number.NaN;
  if (xs[right] === x) return ys[right] as number;
  if (right === 0) return Number.NaN;
  const [before, after] = [xs[right - 1] as number, xs[right] as number];
  const share = (x - before) / (after - before);
  return (ys[right - 1] as number) * (1 - share) + (ys[right] as number) * share;
}
