/**
 * `comparePair`: Kolmogorov–Smirnov's distance and Wasserstein's of two samples that need not be sorted, exactly, and the values of given ranks. Values are
 * counted into many narrow bins; a bin is looked into only where what is asked for may lie inside it: narrower bins first, and what is left is sorted.
 * So a million values cost a few passes, not a sort.
 */
import { gcd, type KolmogorovSmirnov, twoSampleTail } from './kolmogorov-smirnov.ts';
import {
  type Counted,
  closerLayer,
  crossing,
  firstLayer,
  further,
  gather,
  heldIn,
  type Layer,
  ranked,
  type Sample,
  walk,
  widthOf,
} from './layers.ts';

export type { Sample } from './layers.ts';

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

export function sampleOf(values: Float64Array): Sample {
  let min = values[0]!;
  let max = min;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { values, min, max };
}

/** Fewer are sorted at once. */
const worthCloser = 2000;

export function comparePair(first: Sample, second: Sample, ranks: readonly number[] = [], secondRanks: readonly number[] = []): PairFacts {
  const [n, m] = [first.values.length, second.values.length];
  const wanted = { a: ranks, b: secondRanks };
  const layers = [lookedAt(firstLayer(first, second), n, m, 0, wanted)];
  const { a, b, why } = layers[0]!.layer;
  if (heldIn(why, a.counts) + heldIn(why, b.counts) > worthCloser) {
    const closer = closerLayer(layers[0]!.layer);
    if (closer) layers.push(lookedAt(closer, n, m, layers[0]!.worst, wanted));
  }
  const { layer } = layers.at(-1)!;
  const found = refine(layer, n, m, { a: gather(layer, 'a'), b: gather(layer, 'b') }, wanted);
  return {
    ks: { statistic: found.largest / (n * (m / gcd(n, m))), at: found.at, p: twoSampleTail(n, m, found.largest) },
    wasserstein: layers.reduce((sum, { area }) => sum + area, found.area),
    values: found.first.map(({ value }) => value),
    secondValues: found.second.map(({ value }) => value),
    below: found.first.map(({ first, second }) => ({ first, second })),
  };
}

interface Wanted {
  a: readonly number[];
  b: readonly number[];
}

/** A layer whose slots say why they are looked into; the area outside of those that the distributions may cross in; how far apart they are at the worst border. */
function lookedAt(layer: Layer, n: number, m: number, known: number, wanted: Wanted): { layer: Layer; area: number; worst: number } {
  const { area, worst } = sweep(layer, n, m, known);
  for (const rank of wanted.a) layer.why[placeOf(layer, layer.a, rank).slot]! |= ranked;
  for (const rank of wanted.b) layer.why[placeOf(layer, layer.b, rank).slot]! |= ranked;
  return { layer, area, worst };
}

function sweep({ a, b, groups, reasons, shift, scale, why }: Layer, n: number, m: number, known: number): { area: number; worst: number } {
  const [up, down] = steps(n, m);
  const width = widthOf(scale);
  const size = 1 << shift;
  let [worst, area] = [known, 0];
  for (let at = 0; at < groups.length; at++) {
    let [i, j] = [a.below[at]!, b.below[at]!];
    const isCrossing = (reasons[at]! & crossing) > 0;
    for (let slot = at * size; slot < (at + 1) * size; slot++) {
      const x = a.counts[slot]!;
      const y = b.counts[slot]!;
      if (isCrossing) {
        if (x + y > 0 && i * up < (j + y) * down && (i + x) * up > j * down) why[slot] = crossing;
        else {
          const within = (x * width - a.sums[slot]!) / n - (y * width - b.sums[slot]!) / m;
          // How far apart they are at its beginning is a whole number of steps: nothing is lost between two large shares.
          area += Math.abs(((i * up - j * down) / (n * up)) * width + within);
        }
      }
      i += x;
      j += y;
      worst = Math.max(worst, Math.abs(i * up - j * down));
    }
  }
  for (let at = 0; at < groups.length; at++) {
    if ((reasons[at]! & further) === 0) continue;
    let [i, j] = [a.below[at]!, b.below[at]!];
    for (let slot = at * size; slot < (at + 1) * size; slot++) {
      const x = a.counts[slot]!;
      const y = b.counts[slot]!;
      if (x + y > 0 && Math.max((i + x) * up - j * down, (j + y) * down - i * up) >= worst) why[slot]! |= further;
      i += x;
      j += y;
    }
  }
  return { area, worst };
}

/** The slot that holds a rank which is known to lie in one of the groups, and how far in. */
function placeOf({ groups, shift }: Layer, { counts, below }: Counted, rank: number): { slot: number; offset: number } {
  let at = groups.length - 1;
  while (below[at]! > rank) at--;
  let [slot, before] = [at << shift, below[at]!];
  while (before + counts[slot]! <= rank) before += counts[slot++]!;
  return { slot, offset: rank - before };
}

/** What a slot holds, upwards, and how many of each sample lie below it. */
interface Inside {
  xs: Float64Array;
  ys: Float64Array;
  i: number;
  j: number;
}

/** Value by value through the slots that are looked into: the largest distance, the first place of it, and the area of those in which the two may cross. */
function refine(layer: Layer, n: number, m: number, sorted: { a: Float64Array; b: Float64Array }, wanted: Wanted) {
  const { low, scale, why, a, b } = layer;
  const [up, down] = steps(n, m);
  const width = widthOf(scale);
  const asked = new Map<number, Inside>();
  let [x, y, largest, at, area] = [0, 0, 0, Number.NaN, 0];
  walk(layer, (slot, bin, i, j) => {
    if (why[slot] === 0) return;
    const [xs, ys] = [sorted.a.subarray(x, x + a.counts[slot]!), sorted.b.subarray(y, y + b.counts[slot]!)];
    x += xs.length;
    y += ys.length;
    if (why[slot]! & ranked) asked.set(slot, { xs, ys, i, j });
    const apart = () => Math.abs((i + p) * up - (j + q) * down);
    // From `low` on: far from zero nothing would be left of a narrow bin's digits.
    let [p, q, before] = [0, 0, bin * width];
    while (p < xs.length || q < ys.length) {
      const value = p === xs.length ? ys[q]! : q === ys.length ? xs[p]! : Math.min(xs[p]!, ys[q]!);
      if (why[slot]! & crossing) area += (apart() / (n * up)) * (value - low - before);
      before = value - low;
      while (p < xs.length && xs[p] === value) p++;
      while (q < ys.length && ys[q] === value) q++;
      const distance = apart();
      if (distance > largest || Number.isNaN(at)) [largest, at] = [distance, value];
    }
    if (why[slot]! & crossing) area += (apart() / (n * up)) * ((bin + 1) * width - before);
  });
  const valueAt = (side: Counted, rank: number, of: 'xs' | 'ys') => {
    const { slot, offset } = placeOf(layer, side, rank);
    const { xs, ys, i, j } = asked.get(slot)!;
    const value = (of === 'xs' ? xs : ys)[offset]!;
    return { value, first: i + lowerThan(xs, value), second: j + lowerThan(ys, value) };
  };
  return {
    ...{ largest, at, area },
    first: wanted.a.map((rank) => valueAt(a, rank, 'xs')),
    second: wanted.b.map((rank) => valueAt(b, rank, 'ys')),
  };
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

/** In units of 1 / lcm(n, m) a value of the first is worth `up`, one of the second `down`: distances are whole numbers. */
function steps(n: number, m: number): [number, number] {
  const divisor = gcd(n, m);
  return [m / divisor, n / divisor];
}
