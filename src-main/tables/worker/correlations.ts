/** `correlations`: Pearson's, of every pair of numeric columns, in one pass. */
import type { ColumnProfile, TableProfile } from '../../contract/tables.ts';
import { isNumeric } from './kinds.ts';
import type { Session } from './session.ts';
import { double, name } from './sql.ts';

const most = 20;

export async function correlations(
  session: Session,
  view: string,
  rows: number,
  columns: readonly ColumnProfile[],
): Promise<TableProfile['correlations']> {
  const varying = columns.filter(({ kind, distinct }) => isNumeric(kind) && distinct > 1).slice(0, most);
  const pairs = varying.flatMap((a, index) => varying.slice(index + 1).map((b) => ({ a, b })));
  if (pairs.length === 0) return [];
  const found = await session.row(`SELECT ${pairs.map(({ a, b }) => together(a, b)).join(', ')} FROM ${view}`);
  return pairs.flatMap(({ a, b }, index) => {
    const value = found[index];
    if (typeof value !== 'number') return [];
    const whole = isWhole(a) && isWhole(b) ? value / ((rows - 1) * a.sd! * b.sd!) : value;
    return Number.isFinite(whole) ? [{ a: a.name, b: b.name, value: Math.max(-1, Math.min(1, whole)) }] : [];
  });
}

/** Where both are there in every row, what is known of each leaves one sum to make; else means and spreads are those of the rows that have both. */
function together(a: ColumnProfile, b: ColumnProfile): string {
  if (!isWhole(a) || !isWhole(b)) return `corr(${number(a)}, ${number(b)})`;
  return `sum((${number(a)} - ${double(a.mean!)}) * (${number(b)} - ${double(b.mean!)}))`;
}

function isWhole({ missing, infinite, mean, sd }: ColumnProfile): boolean {
  return missing === 0 && infinite === 0 && mean !== null && sd !== null && sd > 0;
}

function number({ name: column, infinite }: ColumnProfile): string {
  return infinite > 0 ? `CASE WHEN isfinite(${name(column)}) THEN ${name(column)} END` : `${name(column)}::DOUBLE`;
}
