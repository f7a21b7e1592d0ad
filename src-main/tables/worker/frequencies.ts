/**
 * `countValues`: each value of a column with how often it is there, missing ones too, counted once: what is asked of values can then be asked of these,
 * a few thousand in place of millions. Null for a column whose values hardly repeat.
 */
import { type Beginning, readBeginnings } from './beginnings.ts';
import type { Session } from './session.ts';
import type { Table } from './source.ts';
import { name } from './sql.ts';

export interface Frequencies {
  /** A table whose columns are the column itself and `times`. */
  readonly from: string;
  readonly times: string;
}

export type CountValues = (column: string) => Promise<Frequencies | null>;

export function countValues(session: Session, table: Table): CountValues {
  const known = new Map<string, Promise<Frequencies | null>>();
  let beginnings: Promise<Beginning[]> | null = null;

  async function count(column: string): Promise<Frequencies | null> {
    beginnings ??= readBeginnings(session, table);
    const at = table.columns.findIndex((each) => each.name === column);
    if (at < 0 || !(await beginnings)[at]!.repeats) return null;
    const from = `values_${at}`;
    const times = column.toLowerCase() === 'times' ? 'times_' : 'times';
    await session.run(`CREATE TEMP TABLE ${from} AS SELECT ${name(column)}, count(*) AS ${times} FROM ${table.view} GROUP BY 1`);
    return { from, times };
  }
  return (column) => {
    const found = known.get(column) ?? count(column);
    known.set(column, found);
    return found;
  };
}
