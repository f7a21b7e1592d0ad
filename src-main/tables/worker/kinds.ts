/** What a type of DuckDB is to somebody who reads a table, and how its values are taken for reading. */
import type { ColumnKind, TableColumn } from '../../contract/tables.ts';
import { name } from './sql.ts';

const kinds: readonly (readonly [RegExp, ColumnKind])[] = [
  [/^BOOLEAN$/, 'boolean'],
  [/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/, 'integer'],
  [/^(FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/, 'number'],
  [/^VARCHAR$|^ENUM\(|^UUID$/, 'text'],
  [/^DATE$/, 'date'],
  [/^TIME/, 'time'],
];

export function kindOf(type: string): ColumnKind {
  if (/^TIMESTAMP/.test(type)) return 'timestamp';
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** Not a number is no value; decimals count as numbers do; what has parts is compared by its text. */
export function reading({ name: column, type, kind }: TableColumn): string {
  const raw = name(column);
  if (type === 'FLOAT' || type === 'DOUBLE') return `CASE WHEN isnan(${raw}) THEN NULL ELSE ${raw}::DOUBLE END`;
  if (type.startsWith('DECIMAL')) return `${raw}::DOUBLE`;
  if (kind === 'other') return /\[\]$|^STRUCT|^MAP/.test(type) ? `to_json(${raw})::VARCHAR` : `${raw}::VARCHAR`;
  if (type === 'VARCHAR' || kind !== 'text') return raw;
  return `${raw}::VARCHAR`;
}

export const isNumeric = (kind: ColumnKind): boolean => kind === 'integer' || kind === 'number';
export const isInstant = (kind: ColumnKind): boolean => kind === 'date' || kind === 'timestamp';
