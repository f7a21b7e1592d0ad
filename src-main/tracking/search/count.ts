/** `countRuns`: how many runs a search finds. */
import type Sqlite from 'better-sqlite3';
import type { RunSearch } from './request.ts';
import { setOf, smallestSet } from './sets.ts';
import { cell, sql } from './sql.ts';
import { conditions, where } from './where.ts';

export function countRuns(db: Sqlite.Database, search: RunSearch): number {
  if (search.experiments?.length === 0) return 0;
  const set = smallestSet(db, search)?.runs ?? search.clauses.map(setOf).find((one) => one !== null);
  const rest = where(conditions(search));
  if (!set) return cell<number>(db, sql`SELECT count(*) FROM runs r ${rest}`)!;
  return cell<number>(db, sql`WITH s(id) AS MATERIALIZED (${set}) SELECT count(*) FROM s CROSS JOIN runs r ON r.id = s.id ${rest}`)!;
}
