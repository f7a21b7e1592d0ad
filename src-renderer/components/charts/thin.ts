/**
 * Which points of a line must be drawn: of each column of pixels the first, the least, the greatest and the last, so that a million points
 * cost as much to draw as a few thousand and no peak is lost. Pure.
 */
type Numbers = ArrayLike<number>;

/** The first index whose x is at least `x`. */
export function lowerBound(xs: Numbers, x: number): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
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
    // Where the column ends in x: one comparison per point.
    const end = from + (Math.floor(((xs[index] as number) - from) * scale) + 1) / scale;
    const opening = index;
    let least = index;
    let greatest = index;
    let low = ys[index] as number;
    let high = low;
    for (index += 1; index < stop && (xs[index] as number) < end; index += 1) {
      const y = ys[index] as number;
      // A number takes the place of a NaN before it.
      if (y < low || (Number.isNaN(low) && !Number.isNaN(y))) {
        low = y;
        least = index;
      }
      if (y > high || (Number.isNaN(high) && !Number.isNaN(y))) {
        high = y;
        greatest = index;
      }
    }
    keep(opening);
    keep(Math.min(least, greatest));
    keep(Math.max(least, greatest));
    keep(index - 1);
  }
  return kept.slice(0, size);
}
