/**
 * `comparePair`: Kolmogorov–Smirnov's distance and Wasserstein's of two samples that need not be sorted, exactly, and the values of given ranks. Values are
 * counted into many narrow bins; a bin is sorted only where what is asked for may lie inside it. So a million values cost a few passes, not a sort.
 */
import { gcd, type KolmogorovSmirnov, twoSampleTail } from './kolmogorov-smirnov.ts';

export interface PairFacts {
  ks: KolmogorovSmirnov;
  wasserstein: number;
  /** The first sample's value at each of the ranks that were asked for (0 is its least). */
  values: number[];
  /** The same of the second. */
  secondValues: number[];
  /** How many of each sample lie below it. */
  below: { first: number; second: number }[];
}

export interface Sample {
  /** Finite, in any order, not empty. */
  readonly values: Float64Array;
  readonly min: number;
  readonly max: number;
}

export function sampleOf(values: Float64Array): Sample {
  let [min, max] = [values[0]!, values[0]!];
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { values, min, max };
}

/** Bins of one width over both samples; `low` and `scale` put a value into one, and never a larger value into an earlier one. */
interface Grid {
  readonly low: number;
  readonly scale: number;
  readonly bins: number;
}

interface Counted {
  readonly counts: Int32Array;
  /** How far the values lie above the beginnings of their bins, together. */
  readonly sums: Float64Array;
}

/** Why a bin is looked into. */
const crossing = 1;
const further = 2;
const ranked = 4;

const mostBins = 2 ** 14;

export function comparePair(first: Sample, second: Sample, ranks: readonly number[] = [], secondRanks: readonly number[] = []): PairFacts {
  const [n, m] = [first.values.length, second.values.length];
  const grid = gridOf(first, second);
  const [a, b] = [countInto(first.values, grid), countInto(second.values, grid)];
  const why = new Uint8Array(grid.bins);
  const plain = sweep(n, m, a, b, grid, why);
  const places = ranks.map((rank) => placeOf(a.counts, rank));
  const secondPlaces = secondRanks.map((rank) => placeOf(b.counts, rank));
  for (const { bin } of [...places, ...secondPlaces]) why[bin]! |= ranked;
  const [insideA, insideB] = [gather(first.values, grid, a.counts, why), gather(second.values, grid, b.counts, why)];
  const values = places.map(({ bin, offset }) => insideA.get(bin)![offset]!);
  const { largest, at, area } = refine({ a, b, n, m }, grid, why, insideA, insideB);
  return {
    ks: { statistic: largest / (n * (m / gcd(n, m))), at, p: twoSampleTail(n, m, largest) },
    wasserstein: plain + area,
    values,
    secondValues: secondPlaces.map(({ bin, offset }) => insideB.get(bin)![offset]!),
    below: places.map(({ bin, before }, i) => ({
      first: before + lowerThan(insideA.get(bin)!, values[i]!),
      second: countBefore(b.counts, bin) + lowerThan(insideB.get(bin)!, values[i]!),
    })),
  };
}

function gridOf(first: Sample, second: Sample): Grid {
  const low = Math.min(first.min, second.min);
  const range = Math.max(first.max, second.max) - low;
  const bins = Math.min(mostBins, 2 ** Math.ceil(Math.log2(first.values.length + second.values.length)));
  const scale = bins / range;
  return { low, scale: Number.isFinite(scale) && scale > 0 ? scale : 0, bins };
}

function countInto(values: Float64Array, { low, scale, bins }: Grid): Counted {
  const counts = new Int32Array(bins);
  const sums = new Float64Array(bins);
  const last = bins - 1;
  const width = scale > 0 ? 1 / scale : 0;
  for (let i = 0; i < values.length; i++) {
    const above = values[i]! - low;
    let bin = (above * scale) | 0;
    if (bin > last) bin = last;
    counts[bin]!++;
    sums[bin]! += above - bin * width;
  }
  return { counts, sums };
}

/**
 * The area of the bins in which one distribution stays above the other: sums of values give it. Marks the bins in which they may cross, and those inside
 * which they may be as far apart as at the worst border.
 */
function sweep(n: number, m: number, a: Counted, b: Counted, { scale, bins }: Grid, why: Uint8Array): number {
  const [up, down] = steps(n, m);
  const width = scale > 0 ? 1 / scale : 0;
  let [i, j, worst, area] = [0, 0, 0, 0];
  for (let bin = 0; bin < bins; bin++) {
    const [x, y] = [a.counts[bin]!, b.counts[bin]!];
    if (x + y > 0 && i * up < (j + y) * down && (i + x) * up > j * down) why[bin] = crossing;
    else {
      const within = (x * width - a.sums[bin]!) / n - (y * width - b.sums[bin]!) / m;
      // How far apart they are at its beginning is a whole number of steps: nothing is lost between two large shares.
      area += Math.abs(((i * up - j * down) / (n * up)) * width + within);
    }
    i += x;
    j += y;
    worst = Math.max(worst, Math.abs(i * up - j * down));
  }
  [i, j] = [0, 0];
  for (let bin = 0; bin < bins; bin++) {
    const [x, y] = [a.counts[bin]!, b.counts[bin]!];
    if (x + y > 0 && Math.max((i + x) * up - j * down, (j + y) * down - i * up) >= worst) why[bin]! |= further;
    i += x;
    j += y;
  }
  return area;
}

function placeOf(counts: Int32Array, rank: number): { bin: number; before: number; offset: number } {
  let [bin, before] = [0, 0];
  while (before + counts[bin]! <= rank) before += counts[bin++]!;
  return { bin, before, offset: rank - before };
}

function countBefore(counts: Int32Array, bin: number): number {
  let sum = 0;
  for (let i = 0; i < bin; i++) sum += counts[i]!;
  return sum;
}

/** Of sorted values. */
function lowerThan(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The values of the bins that are looked into, sorted. */
function gather(values: Float64Array, { low, scale, bins }: Grid, counts: Int32Array, why: Uint8Array): Map<number, Float64Array> {
  const inside = new Map<number, Float64Array>();
  const starts = new Int32Array(bins);
  let held = 0;
  for (let bin = 0; bin < bins; bin++) {
    starts[bin] = held;
    if (why[bin]! > 0) held += counts[bin]!;
  }
  const all = new Float64Array(held);
  const ends = starts.slice();
  const last = bins - 1;
  for (let i = 0; i < values.length; i++) {
    let bin = ((values[i]! - low) * scale) | 0;
    if (bin > last) bin = last;
    if (why[bin]! > 0) all[ends[bin]!++] = values[i]!;
  }
  for (let bin = 0; bin < bins; bin++) if (why[bin]! > 0) inside.set(bin, all.subarray(starts[bin]!, ends[bin]!).sort());
  return inside;
}

interface Both {
  a: Counted;
  b: Counted;
  n: number;
  m: number;
}

/** Value by value through the bins that were gathered: the largest distance and the first place of it, and the area of those in which the two may cross. */
function refine({ a, b, n, m }: Both, grid: Grid, why: Uint8Array, insideA: Map<number, Float64Array>, insideB: Map<number, Float64Array>) {
  const [up, down] = steps(n, m);
  const width = grid.scale > 0 ? 1 / grid.scale : 0;
  let [i, j, largest, at, area] = [0, 0, 0, Number.NaN, 0];
  for (let bin = 0; bin < grid.bins; bin++) {
    if (why[bin]! > 0) {
      const [xs, ys] = [insideA.get(bin)!, insideB.get(bin)!];
      // From `low` on: far from zero nothing would be left of a narrow bin's digits.
      let [x, y, before] = [0, 0, bin * width];
      while (x < xs.length || y < ys.length) {
        const value = x === xs.length ? ys[y]! : y === ys.length ? xs[x]! : Math.min(xs[x]!, ys[y]!);
        if (why[bin]! & crossing) area += (Math.abs((i + x) * up - (j + y) * down) / (n * up)) * (value - grid.low - before);
        before = value - grid.low;
        while (x < xs.length && xs[x] === value) x++;
        while (y < ys.length && ys[y] === value) y++;
        const distance = Math.abs((i + x) * up - (j + y) * down);
        if (distance > largest || Number.isNaN(at)) [largest, at] = [distance, value];
      }
      if (why[bin]! & crossing) area += (Math.abs((i + x) * up - (j + y) * down) / (n * up)) * ((bin + 1) * width - before);
    }
    i += a.counts[bin]!;
    j += b.counts[bin]!;
  }
  return { largest, at, area };
}

/** In units of 1 / lcm(n, m) a value of the first is worth `up`, one of the second `down`: distances are whole numbers. */
function steps(n: number, m: number): [number, number] {
  const divisor = gcd(n, m);
  return [m / divisor, n / divisor];
}
