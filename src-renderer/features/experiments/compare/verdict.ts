/**
 * Whether one group of runs is better than another or only luckier: runs with the same seed make a pair, and the differences of the pairs are judged by
 * a sign-flip test, which asks nothing of how they are distributed. Exact, so few pairs are told as what they are: too few. Pure.
 */
import { metricValue } from '../../../lib/metric-value.ts';
import type { FoundRun } from '../found.ts';
import { isSeed, type RunGroup } from './grouping.ts';

export interface Pair {
  seed: string;
  a: FoundRun;
  b: FoundRun;
}

export interface Verdict {
  metric: string;
  /** Of as many pairs as have the metric on both sides. */
  pairs: number;
  meanA: number;
  meanB: number;
  /** b − a. */
  difference: number;
  /** Pairs in which b is greater, and in which it is less. */
  greater: number;
  less: number;
  /** How often chance alone gives a difference this large, either way. */
  p: number;
}

/** With more, chance is drawn by lot instead of counted: 2^16 ways are a few milliseconds. */
const counted = 16;

/** Null where some seed is missing or stands for several runs of one group: nothing says who belongs to whom. */
export function pairsOf(a: RunGroup, b: RunGroup): Pair[] | null {
  const [left, right] = [bySeed(a.runs), bySeed(b.runs)];
  if (!left || !right) return null;
  const pairs = [...left].flatMap(([seed, run]) => {
    const other = right.get(seed);
    return other ? [{ seed, a: run, b: other }] : [];
  });
  return pairs.length >= 2 ? pairs : null;
}

function bySeed(runs: readonly FoundRun[]): Map<string, FoundRun> | null {
  const found = new Map<string, FoundRun>();
  for (const run of runs) {
    const seed = Object.entries(run.params).find(([key]) => isSeed(key))?.[1];
    if (seed === undefined || found.has(seed)) return null;
    found.set(seed, run);
  }
  return found;
}

/** The surest first. */
export function verdictsOf(pairs: readonly Pair[]): Verdict[] {
  const metrics = new Set(pairs.flatMap(({ a }) => Object.keys(a.metrics)));
  const read = (run: FoundRun, metric: string) => metricValue(run.metrics[metric]) ?? Number.NaN;
  return [...metrics]
    .flatMap((metric): Verdict[] => {
      const both = pairs.map(({ a, b }) => [read(a, metric), read(b, metric)] as const).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
      if (both.length < 2) return [];
      const differences = both.map(([x, y]) => y - x);
      return [
        {
          ...{ metric, pairs: both.length, meanA: mean(both.map(([x]) => x)), meanB: mean(both.map(([, y]) => y)), difference: mean(differences) },
          ...{
            greater: differences.filter((each) => each > 0).length,
            less: differences.filter((each) => each < 0).length,
            p: signFlip(differences),
          },
        },
      ];
    })
    .sort((one, other) => one.p - other.p || one.metric.localeCompare(other.metric, undefined, { numeric: true }));
}

/** The least p that so many pairs can give: with five it is 0.0625, whatever they say. */
export function leastP(pairs: number): number {
  return 2 / 2 ** pairs;
}

/** Were a and b alike, each difference might as well have the other sign: how many of all those ways give a sum as far from nothing as this one. */
export function signFlip(differences: readonly number[]): number {
  const sum = Math.abs(total(differences));
  const enough = sum - 1e-12 * Math.max(1, ...differences.map(Math.abs));
  const n = differences.length;
  const ways = 2 ** Math.min(n, counted);
  let reached = 0;
  let state = 1;
  for (let way = 0; way < ways; way += 1) {
    let flipped = 0;
    for (let i = 0; i < n; i += 1) {
      let sign = (way >> i) & 1;
      if (n > counted) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        sign = state >>> 31;
      }
      flipped += sign === 1 ? -(differences[i] as number) : (differences[i] as number);
    }
    if (Math.abs(flipped) >= enough) reached += 1;
  }
  return n > counted ? (reached + 1) / (ways + 1) : reached / ways;
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]) => total(values) / values.length;
