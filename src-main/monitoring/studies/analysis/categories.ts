/** `compareCategories`: one column of categories, or the predictions, on both sides: chi-square with rare ones pooled, distances, what is new and what is gone. */
import { populationStability } from '../../statistics/bins.ts';
import { chiSquare, poolRare } from '../../statistics/chi-square.ts';
import { jensenShannon } from '../../statistics/jensen-shannon.ts';
import { gap } from './side.ts';
import { combinedP, type Found } from './subject.ts';

type Counts = ReadonlyMap<string, number>;
const shown = 20;
const named = 10;
/** Stands for the categories that are not shown one by one. */
const others = '…';

export function compareCategories(reference: Counts, current: Counts): Found {
  const names = [...new Set([...reference.keys(), ...current.keys()])].sort();
  const [before, now] = [names.map((name) => reference.get(name) ?? 0), names.map((name) => current.get(name) ?? 0)];
  const [n, m] = [total(before), total(now)];
  const groups = n > 0 && m > 0 ? poolRare(before, now) : [];
  const pooled = (counts: readonly number[]) => groups.map((group) => group.reduce((sum, i) => sum + counts[i]!, 0));
  const chi2 = chiSquare(pooled(before), pooled(now));
  const tests: Found['tests'] = n > 0 && m > 0 ? [{ test: 'chi2', statistic: chi2.statistic, p: chi2.p, method: 'asymptotic' }] : [];
  const share = (counts: Counts, name: string, all: number) => (counts.get(name) ?? 0) / Math.max(1, all);
  const fresh = names.filter((name) => name !== gap && !reference.has(name)).map((name) => ({ name, share: share(current, name, m) }));
  return {
    p: combinedP(tests),
    tests,
    psi: populationStability(
      pooled(before).map((count) => count / Math.max(1, n)),
      pooled(now).map((count) => count / Math.max(1, m)),
    ),
    js: jensenShannon(before, now),
    ...{ wasserstein: null, normed: null, numbers: null, outside: null, outliers: null },
    missing: { reference: share(reference, gap, n), current: share(current, gap, m) },
    newCategories: fresh.sort((a, b) => b.share - a.share).slice(0, named),
    newShare: fresh.reduce((sum, each) => sum + each.share, 0),
    gone: names.filter((name) => name !== gap && !current.has(name)).slice(0, named),
    bins: binsOf(names.map((name) => ({ label: name, reference: share(reference, name, n), current: share(current, name, m) }))),
  };
}

function binsOf(all: Found['bins']): Found['bins'] {
  const ordered = all.toSorted((a, b) => b.reference + b.current - a.reference - a.current);
  const rest = ordered.slice(shown);
  if (rest.length === 0) return ordered;
  return [
    ...ordered.slice(0, shown),
    { label: others, reference: total(rest.map((bin) => bin.reference)), current: total(rest.map((bin) => bin.current)) },
  ];
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
