/** `createHistogram`: counts of times in buckets that are never wider than 1/128 of their value, from a microsecond to half an hour: any quantile is at most 0.4 % off. */
import type { Latencies } from '../contract/load.ts';

export interface Histogram {
  readonly count: number;
  add(ms: number): void;
  addAll(counts: Counts): void;
  /** What was added since the last time. */
  take(): Counts;
  quantile(q: number): number;
  summary(): Latencies | null;
  /** In coarser buckets, for drawing: upper edge in ms, and how many. */
  drawn(): [ms: number, count: number][];
  /** Every bucket with its upper edge in ms. */
  all(): [ms: number, count: number][];
}

/** Bucket and count, with the exact sum, smallest and largest value in microseconds. */
export interface Counts {
  buckets: [bucket: number, count: number][];
  sum: number;
  min: number;
  max: number;
}

const half = 128;
const doublings = 24;
const size = half * (doublings + 2);
const largest = 2 ** 31 - 1;
const drawnPerDoubling = 16;

export function createHistogram(): Histogram {
  const counts = new Float64Array(size);
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;

  function note(bucket: number, times: number): void {
    counts[bucket]! += times;
    count += times;
  }

  function rank(wanted: number): number {
    const at = Math.min(count, Math.max(1, wanted));
    let seen = 0;
    for (let bucket = 0; bucket < size; bucket++) {
      seen += counts[bucket]!;
      if (seen >= at) return Math.min(max, Math.max(min, (lowerOf(bucket) + lowerOf(bucket + 1)) / 2)) / 1000;
    }
    return max / 1000;
  }

  const edges = (every: number): [number, number][] => {
    const found: [number, number][] = [];
    for (let bucket = 0; bucket < size; bucket += every) {
      let here = 0;
      for (let i = bucket; i < bucket + every; i++) here += counts[i]!;
      if (here > 0) found.push([lowerOf(bucket + every) / 1000, here]);
    }
    return found;
  };

  return {
    get count() {
      return count;
    },
    add(ms) {
      const value = Math.min(largest, Math.max(0, Math.round(ms * 1000)));
      note(bucketOf(value), 1);
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    },
    addAll(added) {
      for (const [bucket, times] of added.buckets) note(bucket, times);
      sum += added.sum;
      min = Math.min(min, added.min);
      max = Math.max(max, added.max);
    },
    take() {
      const buckets: Counts['buckets'] = [];
      if (count > 0) for (let bucket = 0; bucket < size; bucket++) if (counts[bucket]! > 0) buckets.push([bucket, counts[bucket]!]);
      const taken = { buckets, sum, min: count > 0 ? min : largest, max };
      counts.fill(0);
      count = 0;
      sum = 0;
      min = Number.POSITIVE_INFINITY;
      max = 0;
      return taken;
    },
    quantile: (q) => (count === 0 ? Number.NaN : rank(Math.ceil(q * count))),
    summary() {
      if (count === 0) return null;
      // The number of values below a quantile is binomial: two standard deviations of it, as ranks.
      const of = (q: number) => {
        const spread = 1.96 * Math.sqrt(count * q * (1 - q));
        const above = Math.ceil(q * count + spread) + 1;
        return { ms: rank(Math.ceil(q * count)), low: rank(Math.floor(q * count - spread)), high: above > count ? null : rank(above) };
      };
      const [p50, p75, p90, p95, p99, p999] = [of(0.5), of(0.75), of(0.9), of(0.95), of(0.99), of(0.999)];
      return { count, mean: sum / count / 1000, min: min / 1000, max: max / 1000, p50, p75, p90, p95, p99, p999 };
    },
    drawn: () => edges(half / drawnPerDoubling),
    all: () => edges(1),
  };
}

/** Up to 256 one by one; from there on 128 buckets for each doubling. */
function bucketOf(value: number): number {
  if (value < 2 * half) return value;
  const shift = 24 - Math.clz32(value);
  return half * shift + (value >>> shift);
}

function lowerOf(bucket: number): number {
  if (bucket < 2 * half) return bucket;
  const shift = Math.floor(bucket / half) - 1;
  return (bucket - half * shift) * 2 ** shift;
}
