/** `numericDrift`: one numeric feature: Kolmogorov–Smirnov over its values, Fisher's test over outliers, chi-square over what is missing; distances for the size of
 * the change. */
import { populationStability, quantileEdges, shares } from '../statistics/bins.ts';
import { chiSquare } from '../statistics/chi-square.ts';
import { fisherGreater } from '../statistics/fisher.ts';
import { jensenShannon } from '../statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts';
import { wasserstein } from '../statistics/wasserstein.ts';
import type { Finding } from './finding.ts';

const binCount = 10;

export interface NumericReference {
  sorted: Float64Array;
  missing: number;
  edges: number[];
  shares: number[];
  /** Beyond them a value is an outlier, and how many of the reference's are. */
  fences: readonly [number, number];
  outliers: number;
}

export function prepareNumeric(values: readonly unknown[]): NumericReference {
  const { sorted, missing } = split(values);
  const edges = quantileEdges(sorted, binCount);
  const fences = fencesOf(sorted);
  return { sorted, missing, edges, shares: shares(sorted, edges), fences, outliers: beyond(sorted, fences) };
}

export function numericDrift(reference: NumericReference, values: readonly unknown[]): Finding {
  const current = split(values);
  const evidence: Record<string, number> = { ...summary('reference', reference.sorted), ...summary('current', current.sorted) };
  const tests: Finding['tests'] = [];
  if (reference.sorted.length > 0 && current.sorted.length > 0) {
    const ks = kolmogorovSmirnov(reference.sorted, current.sorted);
    tests.push({ test: 'ks', statistic: ks.statistic, p: ks.p });
    evidence.ksAt = ks.at;
    const outliers = beyond(current.sorted, reference.fences);
    const sides = [
      { hits: reference.outliers, all: reference.sorted.length },
      { hits: outliers, all: current.sorted.length },
    ] as const;
    tests.push({ test: 'outliers', statistic: outliers / current.sorted.length, p: fisherGreater(...sides) });
    Object.assign(evidence, {
      referenceOutliers: reference.outliers,
      currentOutliers: outliers,
      fenceLow: reference.fences[0],
      fenceHigh: reference.fences[1],
    });
  }
  if (reference.missing + current.missing > 0) {
    const gaps = chiSquare([reference.sorted.length, reference.missing], [current.sorted.length, current.missing]);
    tests.push({ test: 'chi2', statistic: gaps.statistic, p: gaps.p });
  }
  const now = shares(current.sorted, reference.edges);
  const distances: Finding['distances'] = [
    { test: 'psi', statistic: populationStability(reference.shares, now) },
    { test: 'js', statistic: jensenShannon(reference.shares, now) },
  ];
  if (tests.some(({ test }) => test === 'ks')) {
    const carried = wasserstein(reference.sorted, current.sorted);
    distances.push({ test: 'wasserstein', statistic: carried / unit(evidence.referenceStd!) });
    evidence.wasserstein = carried;
  }
  return {
    tests,
    distances,
    missing: { reference: share(reference.missing, reference.sorted.length), current: share(current.missing, current.sorted.length) },
    bins: now.map((current, i) => ({ label: label(reference.edges, i), reference: reference.shares[i]!, current })),
    evidence,
  };
}

/** One and a half quartile ranges from the quartiles (Tukey), but never within the 99 % in the middle: a skewed column has many values far out. */
function fencesOf(sorted: Float64Array): readonly [number, number] {
  const at = (q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
  const [low, high] = [at(0.25), at(0.75)];
  return [Math.min(at(0.005), low - 1.5 * (high - low)), Math.max(at(0.995), high + 1.5 * (high - low))];
}

function beyond(values: Float64Array, [low, high]: readonly [number, number]): number {
  return values.reduce((count, value) => (value < low || value > high ? count + 1 : count), 0);
}

/** What a distance is counted in: the reference's deviation, unless it hardly has any. */
function unit(deviation: number): number {
  return Math.max(deviation, 0.001);
}

function split(values: readonly unknown[]): { sorted: Float64Array; missing: number } {
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  return { sorted: Float64Array.from(numbers).sort(), missing: values.length - numbers.length };
}

function share(part: number, rest: number): number {
  return part + rest === 0 ? 0 : part / (part + rest);
}

function summary(prefix: string, sorted: Float64Array): Record<string, number> {
  const n = sorted.length;
  if (n === 0) return { [`${prefix}N`]: 0 };
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n;
  const deviation = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, n - 1));
  return { [`${prefix}N`]: n, [`${prefix}Mean`]: mean, [`${prefix}Std`]: deviation, [`${prefix}Median`]: sorted[Math.floor((n - 1) / 2)]! };
}

function label(edges: readonly number[], i: number): string {
  const text = (x: number) => String(Number(x.toPrecision(4)));
  const [from, to] = [edges[i - 1], edges[i]];
  if (from === undefined) return to === undefined ? '−∞ … ∞' : `< ${text(to)}`;
  return to === undefined ? `≥ ${text(from)}` : `${text(from)} … ${text(to)}`;
}
