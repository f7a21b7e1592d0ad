/** `twins`: columns that say the same in every row. Only those are compared whose profiles are the same. */
import type { ColumnProfile, TableProfile } from '../../contract/tables.ts';
import type { Session } from './session.ts';
import { name } from './sql.ts';

export async function twins(session: Session, view: string, columns: readonly ColumnProfile[]): Promise<TableProfile['duplicated']> {
  const pairs = columns.flatMap((column, index) =>
    columns.slice(0, index).flatMap((earlier) => (looks(column) === looks(earlier) ? [{ column: column.name, sameAs: earlier.name }] : [])),
  );
  if (pairs.length === 0) return [];
  const differing = await session.row(
    `SELECT ${pairs.map(({ column, sameAs }) => `count(*) FILTER (${name(column)} IS DISTINCT FROM ${name(sameAs)})`).join(', ')} FROM ${view}`,
  );
  const equal = pairs.filter((_, index) => differing[index] === 0);
  // Of three alike, the third is named once.
  return equal.filter(({ column }, index) => equal.findIndex((other) => other.column === column) === index);
}

function looks({ kind, missing, distinct, min, max, top, lengths }: ColumnProfile): string {
  return JSON.stringify([kind, missing, distinct, min, max, top, lengths]);
}
