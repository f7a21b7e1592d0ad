/** Values of a suite inside SQL, as their column can be compared with them. */
import type { Expectation, ExpectationResult } from '../../contract/expectations.ts';
import type { Cell, TableColumn } from '../../contract/tables.ts';
import { double, isInstant, isNumeric, name, type Table, text } from '../../tables/worker/index.ts';

/** Why an expectation cannot be judged. */
export class Unfit extends Error {
  readonly problem: NonNullable<ExpectationResult['problem']>;

  constructor(kind: NonNullable<ExpectationResult['problem']>['kind'], detail: string) {
    super(detail);
    this.problem = { kind, detail };
  }
}

export function columnOf({ columns }: Table, wanted: string | undefined): TableColumn & { sql: string } {
  const found = columns.find((column) => column.name === wanted);
  if (!found) throw new Unfit('no-column', wanted ?? '—');
  return { ...found, sql: name(found.name) };
}

export function numericOf(table: Table, wanted: string | undefined): TableColumn & { sql: string; number: string } {
  const column = columnOf(table, wanted);
  if (!isNumeric(column.kind)) throw new Unfit('kind', `${column.name}: ${column.kind}`);
  return { ...column, number: `${column.sql}::DOUBLE` };
}

/** Null: no value of the column equals it. */
export function comparable({ kind }: TableColumn, value: Cell): string | null {
  if (value === null) return null;
  if (isNumeric(kind)) return typeof value === 'number' ? double(value) : null;
  if (kind === 'boolean') return typeof value === 'boolean' ? String(value) : null;
  if (isInstant(kind)) return Number.isNaN(Date.parse(String(value))) ? null : `${text(String(value))}::TIMESTAMP`;
  return kind === 'time' ? `${text(String(value))}::TIME` : text(String(value));
}

/** `x IN (…)`, of a column with missing values left out. */
export function within(column: TableColumn & { sql: string }, values: readonly Cell[]): string {
  const list = values.flatMap((value) => comparable(column, value) ?? []);
  const it = column.kind === 'other' ? `${column.sql}::VARCHAR` : column.sql;
  return list.length > 0 ? `${it} IN (${list.join(', ')})` : 'false';
}

/** The conditions of a range; without bounds, none. */
export function inRange(column: TableColumn, it: string, { min_value, max_value, strict_min, strict_max }: Expectation): string {
  const bound = (value: Cell | undefined, operator: string) => {
    if (value === undefined || value === null) return [];
    const other = comparable(column, value);
    if (other === null || (column.kind === 'text' && typeof value === 'number')) throw new Unfit('kind', `${column.name}: ${column.kind}`);
    return [`${it} ${operator} ${other}`];
  };
  const conditions = [...bound(min_value, strict_min ? '>' : '>='), ...bound(max_value, strict_max ? '<' : '<=')];
  return conditions.join(' AND ') || 'true';
}

/** The same of a number that was found. */
export function isInRange(value: number, { min_value, max_value, strict_min, strict_max }: Expectation): boolean {
  const above = min_value === undefined || min_value === null || (strict_min ? value > Number(min_value) : value >= Number(min_value));
  const below = max_value === undefined || max_value === null || (strict_max ? value < Number(max_value) : value <= Number(max_value));
  return above && below;
}
