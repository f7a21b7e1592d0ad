/** `compareNumbers`: one column of numbers on both sides: KS, Fisher's test on outliers, chi-square on gaps, distances, ranges. Nothing is sorted: a million values are a few passes. */
import { populationStability } from '../../statistics/bins.ts';
import { chiSquare } from '../../statistics/chi-square.ts';
import { fisherGreater } from '../../statistics/fisher.ts';
import { jensenShannon } from '../../statistics/jensen-shannon.ts';
import { exactUpTo } from '../../statistics/kolmogorov-smirnov.ts';
import { comparePair, type Sample, sampleOf } from '../../statistics/pair.ts';
import { combinedP, type Found } from './subject.ts';

export interface NumberSide {
  values: Float64Array;
  rows: number;
}

const bins = 10;

export function compareNumbers(reference: NumberSide, current: NumberSide): Found {
  const [n, m] = [reference.values.length, current.values.length];
  const missing = { reference: share(reference.rows - n, reference.rows), current: share(current.rows - m, current.rows) };
  const tests: Found['tests'] = [];
  const nothing = { psi: 0, js: 0, wasserstein: null, normed: null, numbers: null, outside: null, outliers: null, bins: [] };
  const seen = n > 0 && m > 0 ? distributions(sampleOf(reference.values), sampleOf(current.values), tests) : nothing;
  if (missing.reference + missing.current > 0) {
    const gaps = chiSquare([n, reference.rows - n], [m, current.rows - m]);
    tests.push({ test: 'chi2', statistic: gaps.statistic, p: gaps.p, method: 'asymptotic' });
  }
  return { p: combinedP(tests), tests, ...seen, missing, newCategories: [], newShare: 0, gone: [] };
}

function distributions(reference: Sample, current: Sample, tests: Found['tests']) {
  const [n, m] = [reference.values.length, current.values.length];
  const inner = Array.from({ length: bins - 1 }, (_, b) => Math.min(n - 1, Math.round(((b + 1) * n) / bins)));
  const asked = [...inner, ...quartileRanks(n), rankOf(0.005, n), rankOf(0.995, n)];
  const { ks, wasserstein, values, secondValues, below } = comparePair(reference, current, asked, quartileRanks(m));
  tests.push({ test: 'ks', statistic: ks.statistic, p: ks.p, method: Math.max(n, m) <= exactUpTo ? 'exact' : 'asymptotic' });
  // Where values repeat, deciles fall together.
  const cuts = values.slice(0, bins - 1).flatMap((value, i) => (value > reference.min && value !== values[i - 1] ? [{ value, ...below[i]! }] : []));
  const before = between(
    cuts.map(({ first }) => first),
    n,
  );
  const now = between(
    cuts.map(({ second }) => second),
    m,
  );
  const [low, high] = fences(values.slice(bins - 1));
  const spreads = { reference: spreadOf(reference, low, high), current: spreadOf(current, low, high) };
  const facts = {
    reference: factsOf(reference, spreads.reference, values.slice(bins - 1, bins + 2)),
    current: factsOf(current, spreads.current, secondValues),
  };
  const beyondThem = { reference: spreads.reference.beyond, current: spreads.current.beyond };
  const outliers = { reference: beyondThem.reference / n, current: beyondThem.current / m };
  const p = fisherGreater({ hits: beyondThem.reference, all: n }, { hits: beyondThem.current, all: m });
  tests.push({ test: 'outliers', statistic: outliers.current, p, method: 'exact' });
  return {
    psi: populationStability(before, now),
    js: jensenShannon(before, now),
    wasserstein,
    normed: wasserstein / Math.max(facts.reference.std, 0.001),
    numbers: facts,
    outside: current.min >= reference.min && current.max <= reference.max ? 0 : beyond(current.values, reference.min, reference.max) / m,
    outliers,
    bins: now.map((share, i) => ({ label: label(cuts, i), reference: before[i]!, current: share })),
  };
}

/** Nearest rank. */
function quartileRanks(n: number): number[] {
  return [0.25, 0.5, 0.75].map((q) => rankOf(q, n));
}

function rankOf(q: number, n: number): number {
  return Math.max(0, Math.ceil(q * n) - 1);
}

type Facts = NonNullable<Found['numbers']>['reference'];

interface Spread {
  mean: number;
  std: number;
  /** Values outside of two. */
  beyond: number;
}

/** Four sums side by side: none waits for the one before it. */
function spreadOf({ values }: Sample, low: number, high: number): Spread {
  const [n, whole] = [values.length, values.length & ~3];
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += values[i]!;
    s1 += values[i + 1]!;
    s2 += values[i + 2]!;
    s3 += values[i + 3]!;
  }
  for (let i = whole; i < n; i++) s0 += values[i]!;
  const mean = (s0 + s1 + (s2 + s3)) / n;
  let [q0, q1, count] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    const square = (value - mean) ** 2;
    if (i & 1) q1 += square;
    else q0 += square;
    if (value < low || value > high) count++;
  }
  return { mean, std: Math.sqrt((q0 + q1) / Math.max(1, n - 1)), beyond: count };
}

function factsOf({ min, max }: Sample, { mean, std }: Spread, [q1, median, q3]: readonly number[]): Facts {
  return { min, q1: q1!, median: median!, q3: q3!, max, mean, std };
}

/** One and a half quartile ranges from the quartiles (Tukey), but never within the 99 % in the middle: a skewed column has many values far out. */
function fences([q1 = 0, , q3 = 0, low = 0, high = 0]: readonly number[]): [number, number] {
  return [Math.min(low, q1 - 1.5 * (q3 - q1)), Math.max(high, q3 + 1.5 * (q3 - q1))];
}

function beyond(values: Float64Array, low: number, high: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! < low || values[i]! > high) count++;
  return count;
}

function between(cuts: readonly number[], all: number): number[] {
  return [...cuts, all].map((upTo, i) => (upTo - (cuts[i - 1] ?? 0)) / all);
}

function share(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}

function label(cuts: readonly { value: number }[], i: number): string {
  const text = (x: number) => String(Number(x.toPrecision(4)));
  const [from, to] = [cuts[i - 1], cuts[i]];
  if (!from) return to ? `< ${text(to.value)}` : '−∞ … ∞';
  return to ? `${text(from.value)} … ${text(to.value)}` : `≥ ${text(from.value)}`;
}
