/**
 * `smallestSet`: of what a search names, the one with fewest runs, counted by an index and only so far as it matters.
 * With few runs it is quickest to take them all and sort; with many, to walk in the order asked for and leave out what does not match.
 */
import type Sqlite from 'better-sqlite3';
import { type Clause, condition, type Sql } from '../../filter/index.ts';
import type { RunSearch } from './request.ts';
import { inExperiments } from './scope.ts';
import { cell, raw, sql } from './sql.ts';
import { datasetColumn, indexedLength, tableOf, where } from './where.ts';

export interface RunSet {
  /** A query of run keys. */
  readonly runs: Sql;
  readonly size: number;
}

/** At most this many are counted (two milliseconds): beyond it, taking them all is no longer quick. */
const counted = 50_000;

/** The smallest of the sets that the search names: its experiments, or what a clause holds for. Null when none has `below` runs or fewer. */
export function smallestSet(db: Sqlite.Database, search: RunSearch, below = counted): RunSet | null {
  let cap = Math.floor(Math.min(below, counted));
  let smallest: RunSet | null = null;
  const scope = search.experiments ? sql`SELECT r.id FROM runs r ${where(inExperiments(search.experiments))}` : null;
  for (const runs of [scope, ...search.clauses.map(setOf)]) {
    if (!runs) continue;
    const size = cell<number>(db, sql`SELECT count(*) FROM (${runs} LIMIT ${cap + 1})`)!;
    if (size > cap) continue;
    smallest = { runs, size };
    cap = size - 1;
    if (cap <= 0) break;
  }
  return smallest;
}

/** The runs that a clause holds for, by an index; null where there is none to use. */
export function setOf({ kind, key, test }: Clause): Sql | null {
  const { operator } = test;
  if (kind === 'attribute' && key === 'run_id')
    return operator === '=' || operator === 'IN' ? sql`SELECT r.id FROM runs r WHERE ${condition('r.run_id', test)}` : null;
  if (kind === 'attribute') return null;
  if (kind === 'dataset') {
    if (key === 'context') return null;
    return sql`SELECT DISTINCT i.run FROM datasets d CROSS JOIN dataset_inputs i ON i.dataset = d.id WHERE ${condition(datasetColumn(key), test)}`;
  }
  if (kind === 'metric') {
    if (operator === '!=' || operator === 'IS NULL') return null;
    return sql`SELECT x.run FROM latest_metrics x INDEXED BY latest_metrics_by_value WHERE x.key = ${key} AND x.is_nan = 0 AND ${condition('x.value', test)}`;
  }
  const table = raw(tableOf(kind));
  if (operator === '=')
    return sql`SELECT x.run FROM ${table} x WHERE x.key = ${key} AND substr(x.value, 1, 64) = substr(${test.value}, 1, 64)${whole(String(test.value))}`;
  if (operator === 'IS NULL' || operator === '!=') return null;
  if (operator === 'IS NOT NULL') return sql`SELECT x.run FROM ${table} x INDEXED BY ${raw(tableOf(kind))}_by_value WHERE x.key = ${key}`;
  return null;
}

/** The index holds the beginning of a text: of a short one, all of it. */
function whole(value: string): Sql {
  return value.length < indexedLength ? raw('') : sql` AND x.value = ${value}`;
}
