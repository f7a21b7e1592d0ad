/**
 * `foundBySummary`: a search in the order of what histories come to (metrics/summaries.ts), which no index has: of as many runs as can be read at once.
 * Null where more are found.
 */
import type Sqlite from 'better-sqlite3';
import { type Summary, type SummaryValue, summariesOf } from '../metrics/summaries.ts';
import { findRuns } from './find.ts';
import type { RunSearch } from './request.ts';
import { cell, sql } from './sql.ts';

export interface SummaryOrder extends Summary {
  readonly descending: boolean;
}

export const mostOrdered = 1000;

/** As MLflow orders by a metric: NaN behind all numbers, runs without the value behind those; the rest as the search has it. */
export function foundBySummary(db: Sqlite.Database, search: RunSearch, order: SummaryOrder): number[] | null {
  const ids = findRuns(db, search, { limit: mostOrdered + 1, offset: 0 });
  if (ids.length > mostOrdered) return null;
  const found = ids.map((id) => {
    const runId = cell<string>(db, sql`SELECT run_id FROM runs WHERE id = ${id}`) ?? '';
    return { id, value: summariesOf(db, { id, runId }, [order])[0] ?? null };
  });
  const direction = order.descending ? -1 : 1;
  found.sort((a, b) => rank(a.value) - rank(b.value) || (rank(a.value) === 0 ? direction * compared(Number(a.value), Number(b.value)) : 0));
  return found.map(({ id }) => id);
}

function rank(value: SummaryValue): number {
  return value === null ? 2 : value === 'NaN' ? 1 : 0;
}

/** Two infinities are equal. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
