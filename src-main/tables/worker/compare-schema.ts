/** What two tables have in common, and how their columns differ. */
import type { TableColumn, TableDifference } from '../../contract/tables.ts';
import { isNumeric } from './kinds.ts';
import type { Table } from './source.ts';
import { name } from './sql.ts';

/** A column of both: how it is taken from either side, so that what is equal compares equal. */
export interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export function both(before: Table, after: Table): Pair[] {
  return before.columns.flatMap((column) => {
    const other = after.columns.find((each) => each.name === column.name);
    if (!other) return [];
    const it = name(column.name);
    const as = common(column, other);
    return [{ name: column.name, before: it + as, after: it + as }];
  });
}

function common(a: TableColumn, b: TableColumn): string {
  if (a.type === b.type) return '';
  if (a.kind === 'integer' && b.kind === 'integer') return '::HUGEINT';
  if (isNumeric(a.kind) && isNumeric(b.kind)) return '::DOUBLE';
  if (a.kind === b.kind && a.kind === 'timestamp') return '::TIMESTAMP';
  return '::VARCHAR';
}

export function schemaDifference(before: Table, after: Table): TableDifference['schema'] {
  const of = (table: Table, column: string) => table.columns.find((each) => each.name === column);
  return {
    added: after.columns.filter((column) => !of(before, column.name)),
    removed: before.columns.filter((column) => !of(after, column.name)),
    changed: before.columns.flatMap((column) => {
      const other = of(after, column.name);
      return other && other.type !== column.type ? [{ column: column.name, before: column.type, after: other.type }] : [];
    }),
  };
}
