/**
 * Which points of a line must be drawn: of each column of pixels the least and the greatest, of one with few points also the first and the last, so that a million points
 * cost as much to draw as a few thousand and no peak is lost. Pure.
 */
type Numbers = Float64Array;

const manyPoints = 16;

/** The first index from `low` on whose x is at least `x`. */
export function lowerBound(xs: Numbers, x: number, low = 0, high = xs.length): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((xs[middle] as number) < x) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The indices to draw between two values of x, one neighbour at either side among them. `xs` is in order. */
export function thinned(xs: Numbers, ys: Numbers, from: number, to: number, columns: number): Int32Array {
  const first = Math.max(0, lowerBound(xs, from) - 1);
  const stop = Math.min(xs.length, lowerBound(xs, to) + 2);
  const count = stop - first;
  if (count <= columns * 4) return Int32Array.from({ length: Math.max(0, count) }, (_, index) => first + index);
  const kept = new Int32Array((columns + 3) * 4);
  const scale = columns / (to - from || 1);
  let size = 0;
  const keep = (index: number) => {
    if (size === 0 || (kept[size - 1] as number) < index) kept[size++] = index;
  };
  let index = first;
  while (index < stop) {
    const end = from + (Math.floor(((xs[index] as number) - from) * scale) + 1) / scale;
    const next = Math.max(index + 1, lowerBound(xs, end, index, stop));
    const least = leastOf(ys, index, next);
    const greatest = greatestOf(ys, index, next);
    // Where a column has many points, the line between its least and its greatest covers where it came in and went out.
    const many = next - index > manyPoints;
    if (!many || index === first) keep(index);
    keep(Math.min(least, greatest));
    keep(Math.max(least, greatest));
    if (!many || next === stop) keep(next - 1);
    index = next;
  }
  return kept.slice(0, size);
}

// Two loops in functions of their own: each is compiled after a few columns, long before the million is through. NaN is never less nor greater.
function leastOf(ys: Numbers, from: number, to: number): number {
  let found = from;
  let low = Number.POSITIVE_INFINITY;
  for (let index = from; index < to; index += 1) {
    const y = ys[index] as number;
    if (y < low) {
      low = y;
      found = index;
    }
  }
  return found;
}

function greatestOf(ys: Numbers, from: number, to: number): number {
  let found = from;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index += 1) {
    const y = ys[index] as number;
    if (y > high) {
      high = y;
      found = index;
    }
  }
  return found;
}
