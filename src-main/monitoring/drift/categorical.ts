/** `categoricalDrift`: one categorical feature, or the predictions: chi-square over the counts, rare categories pooled; distances for the size of the change. */
import { populationStability } from '../statistics/bins.ts';
import { chiSquare, poolRare } from '../statistics/chi-square.ts';
import { jensenShannon } from '../statistics/jensen-shannon.ts';
import type { Finding } from './finding.ts';

const shownCategories = 20;
/** Stands for the categories that are not shown one by one. */
const others = '…';
const gap = '∅';

export type CategoricalReference = ReadonlyMap<string, number>;

export function prepareCategorical(values: readonly unknown[]): CategoricalReference {
  const counts = new Map<string, number>();
  for (const value of values) {
    const name = value === null || value === undefined ? gap : String(value);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

export function categoricalDrift(reference: CategoricalReference, values: readonly unknown[]): Finding {
  const current = prepareCategorical(values);
  const names = [...new Set([...reference.keys(), ...current.keys()])];
  const [before, now] = [reference, current].map((counts) => names.map((name) => counts.get(name) ?? 0)) as [number[], number[]];
  const [m, n] = [total(before), total(now)];
  const groups = m > 0 && n > 0 ? poolRare(before, now) : [];
  const pooled = (counts: number[]) => groups.map((group) => group.reduce((sum, i) => sum + counts[i]!, 0));
  const chi2 = chiSquare(pooled(before), pooled(now));
  const shareOf = (counts: number[], size: number) => counts.map((count) => count / Math.max(1, size));
  const newOnes = names.filter((name) => !reference.has(name));
  return {
    tests: m > 0 && n > 0 ? [{ test: 'chi2', statistic: chi2.statistic, p: chi2.p }] : [],
    distances: [
      { test: 'psi', statistic: populationStability(shareOf(pooled(before), m), shareOf(pooled(now), n)) },
      { test: 'js', statistic: jensenShannon(before, now) },
    ],
    missing: { reference: (reference.get(gap) ?? 0) / Math.max(1, m), current: (current.get(gap) ?? 0) / Math.max(1, n) },
    bins: shown(names, shareOf(before, m), shareOf(now, n)),
    evidence: {
      referenceN: m,
      currentN: n,
      categories: names.length,
      degreesOfFreedom: chi2.freedom,
      newCategories: newOnes.length,
      newShare: newOnes.reduce((sum, name) => sum + (current.get(name) ?? 0), 0) / Math.max(1, n),
    },
  };
}

function shown(names: readonly string[], before: readonly number[], now: readonly number[]): Finding['bins'] {
  const all = names.map((label, i) => ({ label, reference: before[i]!, current: now[i]! }));
  all.sort((a, b) => b.reference + b.current - a.reference - a.current);
  const rest = all.slice(shownCategories);
  if (rest.length === 0) return all;
  const sum = (key: 'reference' | 'current') => rest.reduce((total, bin) => total + bin[key], 0);
  return [...all.slice(0, shownCategories), { label: others, reference: sum('reference'), current: sum('current') }];
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
