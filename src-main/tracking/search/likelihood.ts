/** `likelihood`: which part of the runs a search is likely to find, from a few hundred of them: the same few for the same store, spread over all. */
import type Sqlite from 'better-sqlite3';
import type { RunSearch } from './request.ts';
import { inScope } from './scope.ts';
import { join, raw, rows, sql } from './sql.ts';
import { holds } from './where.ts';

export interface Likelihood {
  readonly all: number;
  /** Of all runs, those in the experiments and the view asked for. */
  readonly inScope: number;
  /** Of all runs, those that every clause holds for as well. */
  readonly found: number;
}

const looked = 256;

export function likelihood(db: Sqlite.Database, search: RunSearch): Likelihood {
  const clauses = search.clauses.map((clause) => sql`ifnull(${holds(clause)}, 0)`);
  const [[all, scoped, found]] = rows<[number, number | null, number | null]>(
    db,
    sql`WITH RECURSIVE n(i, all_) AS (SELECT 1, ifnull(max(id), 0) FROM runs UNION ALL SELECT i + 1, all_ FROM n WHERE i < ${looked})
        SELECT all_, sum(scoped), sum(scoped AND held) FROM (
          SELECT n.all_, ${join([raw('1'), ...inScope(search)], ' AND ')} AS scoped, ${join([raw('1'), ...clauses], ' AND ')} AS held
          FROM n LEFT JOIN runs r ON r.id = 1 + (n.i * 2654435761) % n.all_)`,
  ) as [[number, number | null, number | null]];
  // Of what was not seen among them, there may be some all the same.
  return { all, inScope: Math.max(scoped ?? 0, 0.5) / looked, found: Math.max(found ?? 0, 0.5) / looked };
}
