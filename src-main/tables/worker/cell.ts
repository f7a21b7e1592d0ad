/** `cellOf`: a value of DuckDB as one that JSON carries and a person reads. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { Cell } from '../../contract/tables.ts';

const longest = 2000;

export function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'object' && 'scale' in value && 'toDouble' in value) {
    const number = value.toDouble();
    return Math.abs(number) < Number.MAX_SAFE_INTEGER ? number : String(value);
  }
  const text = String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
