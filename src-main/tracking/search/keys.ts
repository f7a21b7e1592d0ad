/** `knownKeys`: the names of params, metrics and tags that some experiments' runs have, for columns and for completion. */
import type Sqlite from 'better-sqlite3';
import type { Sql } from '../../filter/index.ts';
import { readQuery } from '../../storage/read-query.ts';
import { inExperiments } from './scope.ts';
import { cell, join, raw, rows, sql } from './sql.ts';
import { where } from './where.ts';

type Table = 'params' | 'latest_metrics' | 'tags';

const most = 1000;
/** Up to so many runs, their own keys are read; beyond, keys come from the index, one seek each, and each is asked for in these experiments. */
const fewRuns = 5000;

export const knownKeys = readQuery<{ experiments: readonly number[] | null }>('tracking.knownKeys', (db, { experiments }) => {
  const scope = experiments ? inExperiments(experiments) : [];
  const few = cell<number>(db, sql`SELECT count(*) FROM (SELECT 1 FROM runs r ${where(scope)} LIMIT ${fewRuns + 1})`)! <= fewRuns;
  const keys = (table: Table) => (few ? keysOfRuns(db, table, scope) : keysByIndex(db, table, scope));
  return JSON.stringify({ params: keys('params'), metrics: keys('latest_metrics'), tags: keys('tags') });
});

function keysOfRuns(db: Sqlite.Database, table: Table, scope: readonly Sql[]): string[] {
  return texts(db, sql`SELECT DISTINCT x.key FROM runs r CROSS JOIN ${raw(table)} x ON x.run = r.id ${where(scope)} ORDER BY x.key LIMIT ${most}`);
}

function keysByIndex(db: Sqlite.Database, table: Table, scope: readonly Sql[]): string[] {
  if (table !== 'latest_metrics') return keysAmong(db, table, scope, raw('TRUE'));
  // Numbers and NaN have indexes apart: without saying which, SQLite would read the whole table for each key.
  const found = ['x.is_nan = 0', 'x.is_nan = 1'].flatMap((kind) => keysAmong(db, table, scope, raw(kind)));
  return [...new Set(found)].sort().slice(0, most);
}

function keysAmong(db: Sqlite.Database, table: Table, scope: readonly Sql[], kind: Sql): string[] {
  const from = raw(table);
  const all = sql`WITH RECURSIVE k(key) AS (
    SELECT min(x.key) FROM ${from} x WHERE ${kind}
    UNION ALL SELECT (SELECT min(x.key) FROM ${from} x WHERE x.key > k.key AND ${kind}) FROM k WHERE k.key IS NOT NULL)
    SELECT key FROM k WHERE key IS NOT NULL`;
  if (scope.length === 0) return texts(db, sql`${all} LIMIT ${most}`);
  const here = sql`SELECT 1 FROM ${from} x CROSS JOIN runs r ON r.id = x.run WHERE x.key = k.key AND ${kind} AND ${join(scope, ' AND ')}`;
  return texts(db, sql`${all} AND EXISTS (${here}) LIMIT ${most}`);
}

function texts(db: Sqlite.Database, query: Sql): string[] {
  return rows<[string]>(db, query).map(([key]) => key);
}
