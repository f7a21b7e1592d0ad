/** `columnOf`: a column of a CSV as numbers, bit for bit as they stand there; with null, the whole rows. */
import { parseCsv } from '../../src-runtime/sdk/csv.ts';
import type { Row } from '../../src-runtime/sdk/types.ts';

export function columnOf(text: string, name: string): number[];
export function columnOf(text: string, name: null): Row[];
export function columnOf(text: string, name: string | null): number[] | Row[] {
  const rows = text.trim() === '' ? [] : parseCsv(text);
  if (name === null) return rows;
  return rows.some((row) => name in row) ? rows.map((row) => (typeof row[name] === 'number' ? row[name] : Number.NaN)) : [];
}
