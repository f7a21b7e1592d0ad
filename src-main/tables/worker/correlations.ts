/** `correlations`: Pearson's, of every pair of numeric columns, in one pass. */
import type { ColumnProfile, TableProfile } from '../../contract/tables.ts';
import { isNumeric } from './kinds.ts';
import type { Session } from './session.ts';
import { name } from './sql.ts';

const most = 20;

export async function correlations(session: Session, view: string, columns: readonly ColumnProfile[]): Promise<TableProfile['correlations']> {
  const varying = columns.filter(({ kind, distinct }) => isNumeric(kind) && distinct > 1).slice(0, most);
  const pairs = varying.flatMap((a, index) => varying.slice(index + 1).map((b) => ({ a, b })));
  if (pairs.length === 0) return [];
  const found = await session.row(`SELECT ${pairs.map(({ a, b }) => `corr(${number(a)}, ${number(b)})`).join(', ')} FROM ${view}`);
  return pairs.flatMap(({ a, b }, index) => {
    const value = found[index];
    return typeof value === 'number' ? [{ a: a.name, b: b.name, value: Math.max(-1, Math.min(1, value)) }] : [];
  });
}

function number({ name: column, infinite }: ColumnProfile): string {
  return infinite > 0 ? `CASE WHEN isfinite(${name(column)}) THEN ${name(column)} END` : `${name(column)}::DOUBLE`;
}
