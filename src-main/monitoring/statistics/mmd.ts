/**
 * `maximumMeanDiscrepancy`: do two samples of several columns come from one distribution (Gretton et al. 2012)? The unbiased squared distance of their means in
 * the space of a Gaussian kernel, its width the median distance of all rows, its p-value from relabelling the rows at random.
 */

export interface Mmd {
  statistic: number;
  p: number;
  sigma: number;
  permutations: number;
}

export interface MmdOptions {
  permutations: number;
  /** Puts the numbers 0 … n−1 into another order. */
  shuffle(order: Int32Array): void;
  /** Called between permutations; may throw to stop. */
  onProgress?(fraction: number): void;
}

/** Rows one after another, `width` numbers each; at least two rows a side. */
export function maximumMeanDiscrepancy(first: Float64Array, second: Float64Array, width: number, options: MmdOptions): Mmd {
  const [n, m] = [first.length / width, second.length / width];
  const all = n + m;
  const rows = new Float64Array(all * width);
  rows.set(first);
  rows.set(second, first.length);
  const kernel = squaredDistances(rows, all, width);
  const sigma = medianWidth(kernel, all);
  for (let i = 0; i < kernel.length; i++) kernel[i] = Math.exp(-kernel[i]! / (2 * sigma * sigma));
  const rowSums = sumsOfRows(kernel, all);
  const whole = rowSums.reduce((sum, value) => sum + value, 0);

  // Of all pairs within the first, and across; what remains is within the second. The diagonal is nobody's pair.
  function statistic(order: Int32Array): number {
    let [within, touching] = [0, 0];
    for (let i = 0; i < n; i++) {
      const base = order[i]! * all;
      touching += rowSums[order[i]!]!;
      let sum = 0;
      for (let j = 0; j < i; j++) sum += kernel[base + order[j]!]!;
      within += 2 * sum;
    }
    const across = touching - within;
    const other = whole - within - 2 * across;
    return within / (n * (n - 1)) + other / (m * (m - 1)) - (2 * across) / (n * m);
  }

  const order = Int32Array.from({ length: all }, (_, i) => i);
  const found = statistic(order);
  let reached = 0;
  for (let k = 0; k < options.permutations; k++) {
    options.onProgress?.(k / options.permutations);
    options.shuffle(order);
    // Sorted, a half is read in the order of memory.
    if (statistic(order.subarray(0, n).sort()) >= found) reached++;
  }
  // What was seen is one of the orders too: a p-value is never 0.
  return { statistic: found, p: (reached + 1) / (options.permutations + 1), sigma, permutations: options.permutations };
}

function squaredDistances(rows: Float64Array, count: number, width: number): Float64Array {
  const distances = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += (rows[i * width + k]! - rows[j * width + k]!) ** 2;
      distances[i * count + j] = sum;
      distances[j * count + i] = sum;
    }
  }
  return distances;
}

/** √(median of the squared distances of different rows / 2); 1 where most rows are the same. */
function medianWidth(squared: Float64Array, count: number): number {
  const pairs = new Float64Array((count * (count - 1)) / 2);
  let at = 0;
  for (let i = 1; i < count; i++) for (let j = 0; j < i; j++) pairs[at++] = squared[i * count + j]!;
  pairs.sort();
  return Math.sqrt(pairs[Math.floor((pairs.length - 1) / 2)]! / 2) || 1;
}

/** Without the diagonal. */
function sumsOfRows(kernel: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < count; j++) if (j !== i) sum += kernel[i * count + j]!;
    sums[i] = sum;
  }
  return sums;
}
