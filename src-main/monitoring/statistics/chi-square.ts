/** `chiSquare`: do two rows of counts come from one distribution? As SciPy's `chi2_contingency(…, correction=False)`. */
import { upperGamma } from './gamma.ts';

export interface ChiSquare {
  statistic: number;
  freedom: number;
  p: number;
}

/** Columns that are empty in both rows are left out. */
export function chiSquare(first: readonly number[], second: readonly number[]): ChiSquare {
  const columns = first.map((count, i) => [count, second[i] ?? 0] as const).filter(([a, b]) => a + b > 0);
  const [m, n] = [0, 1].map((row) => columns.reduce((sum, column) => sum + column[row]!, 0)) as [number, number];
  const freedom = columns.length - 1;
  if (freedom < 1 || m === 0 || n === 0) return { statistic: 0, freedom: Math.max(0, freedom), p: 1 };
  let statistic = 0;
  for (const [a, b] of columns) {
    const expectedA = ((a + b) * m) / (m + n);
    const expectedB = ((a + b) * n) / (m + n);
    statistic += (a - expectedA) ** 2 / expectedA + (b - expectedB) ** 2 / expectedB;
  }
  return { statistic, freedom, p: upperGamma(freedom / 2, statistic / 2) };
}

/**
 * Joins rare categories into one, so that the test's approximation holds: none is expected fewer than `least` times in either row, unless they all are.
 * Answers with the groups, as lists of indices.
 */
export function poolRare(first: readonly number[], second: readonly number[], least = 5): number[][] {
  const m = first.reduce((sum, count) => sum + count, 0);
  const n = second.reduce((sum, count) => sum + count, 0);
  const smallerShare = Math.min(m, n) / (m + n);
  const expected = (i: number) => ((first[i] ?? 0) + (second[i] ?? 0)) * smallerShare;
  const order = first.map((_, i) => i).sort((a, b) => expected(b) - expected(a));
  const common = order.filter((i) => expected(i) >= least);
  const rare = order.filter((i) => expected(i) < least);
  const groups = common.map((i) => [i]);
  const rareExpected = rare.reduce((sum, i) => sum + expected(i), 0);
  if (rare.length === 0) return groups;
  const smallest = groups.at(-1);
  if (rareExpected < least && smallest) smallest.push(...rare);
  else groups.push(rare);
  return groups;
}
