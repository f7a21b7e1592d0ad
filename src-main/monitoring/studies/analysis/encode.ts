/** `encodeJointly`: rows as a matrix: numbers in deviations from their mean, gaps as a column of their own, categories as one column each. */
import { gap, type Value } from './side.ts';
import type { Column } from './subjects.ts';

const mostLevels = 20;

/** `sources`: the column of the rows that each column of the matrix comes from. */
export function encodeJointly(rows: readonly (readonly Value[])[], columns: readonly Column[]): { matrix: Float64Array; sources: string[] } {
  const encoded = columns.flatMap(({ name, kind }, at) => {
    const values = rows.map((row) => row[at] ?? null);
    return (kind === 'numeric' ? numbers(values) : levels(values)).map((column) => ({ name, column }));
  });
  const matrix = new Float64Array(rows.length * encoded.length);
  for (const [c, { column }] of encoded.entries()) for (let r = 0; r < rows.length; r++) matrix[r * encoded.length + c] = column[r]!;
  return { matrix, sources: encoded.map(({ name }) => name) };
}

function numbers(values: readonly Value[]): number[][] {
  const there = values.filter((value): value is number => Number.isFinite(value));
  if (there.length === 0) return [];
  const mean = there.reduce((sum, value) => sum + value, 0) / there.length;
  const deviation = Math.sqrt(there.reduce((sum, value) => sum + (value - mean) ** 2, 0) / there.length) || 1;
  const scaled = values.map((value) => (Number.isFinite(value) ? ((value as number) - mean) / deviation : 0));
  return there.length === values.length ? [scaled] : [scaled, values.map((value) => (Number.isFinite(value) ? 0 : 1))];
}

function levels(values: readonly Value[]): number[][] {
  const names = values.map((value) => (value === null ? gap : String(value)));
  const counts = Map.groupBy(names, (name) => name);
  const common = [...counts].sort(([, a], [, b]) => b.length - a.length).slice(0, mostLevels);
  return common.map(([level]) => names.map((name) => (name === level ? 1 : 0)));
}
