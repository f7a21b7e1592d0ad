/** `likelihood`: which part of the runs a search is likely to find, from a few hundred of them: the same few for the same store, spread over all. */

import type Sqlite from 'better-sqlite3';
import type { Clause } from '../../filter/index.ts';
import type { RunSearch } from './request.ts';
import { inScope } from './scope.ts';
import { join, raw, rows, sql } from './sql.ts';
import { untilWritten } from './unchanged.ts';
import { holds } from './where.ts';

export interface Likelihood {
  /** Of all runs, those in the experiments and the view asked for. */
  readonly inScope: number;
  /** Of all runs, those that every clause holds for as well. */
  readonly found: number;
  /** The clauses, the one that leaves out most first: the others are then asked of few. */
  readonly clauses: readonly Clause[];
}

const looked = 256;

const kept = untilWritten<Likelihood>();

export function likelihood(db: Sqlite.Database, search: RunSearch): Likelihood {
  const { experiments, view, clauses } = search;
  return kept(db, JSON.stringify({ experiments, view, clauses }), () => look(db, search));
}

function look(db: Sqlite.Database, search: RunSearch): Likelihood {
  const held = search.clauses.map((clause, i) => sql`ifnull(${holds(clause)}, 0) AS ${raw(`c${i}`)}`);
  const names = held.map((_, i) => raw(`c${i}`));
  const sums = names.map((name) => sql`sum(${name})`);
  const [[scoped, found, ...hits]] = rows<[number | null, number | null, ...(number | null)[]]>(
    db,
    sql`WITH RECURSIVE n(i, all_) AS (SELECT 1, ifnull(max(id), 0) FROM runs UNION ALL SELECT i + 1, all_ FROM n WHERE i < ${looked})
        SELECT ${join([raw('sum(scoped)'), sql`sum(${join([raw('scoped'), ...names], ' AND ')})`, ...sums], ', ')} FROM (
          SELECT ${join([sql`${join([raw('1'), ...inScope(search)], ' AND ')} AS scoped`, ...held], ', ')}
          FROM n LEFT JOIN runs r ON r.id = 1 + (n.i * 2654435761) % n.all_)`,
  ) as [[number | null, number | null, ...(number | null)[]]];
  const byHits = search.clauses.map((clause, i) => ({ clause, hits: hits[i] ?? 0 })).sort((a, b) => a.hits - b.hits);
  // Of what was not seen among them, there may be some all the same.
  return { inScope: Math.max(scoped ?? 0, 0.5) / looked, found: Math.max(found ?? 0, 0.5) / looked, clauses: byHits.map(({ clause }) => clause) };
}
