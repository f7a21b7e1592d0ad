/**
 * `lastValues`: the newest event that was known at a row's moment. Events that were known as they happened are found by DuckDB's ASOF join, whose order is a
 * moment and, within it, the place in the source, as one number: nothing is sorted beforehand. Late ones, fewer, are put in order first: from when on each
 * was the newest of them. Of the two that are found, the later one counts.
 */
import { name } from '../../tables/worker/index.ts';
import type { Part } from './join.ts';

/** A moment and a place in one number, as both are compared. */
const inOrder = (at: string, came: string) => `${at}::HUGEINT * 18446744073709551616 + ${came}`;
const last = '9223372036854775807';

export async function lastValues({ session, asked, events: { table, view }, index, features, naive }: Part): Promise<string> {
  const columns = features.map(({ place }) => `c${place}`).join(', ');
  if (naive) {
    const list = features.map(({ feature, place }) => `e.c${place} AS ${name(feature.name)}`);
    return `SELECT a."row", ${list.join(', ')} FROM ${asked.table} a JOIN (SELECT k, ${columns} FROM ${table}
      QUALIFY row_number() OVER (PARTITION BY k ORDER BY "at" DESC, known DESC, came DESC) = 1) e ON e.k = a.key_${index}`;
  }
  // Numbers are compared and put in order in less time than keys, and other keys need not be.
  const [keys, wanted] = [`keys_${index}`, `wanted_${index}`];
  await session.run(`CREATE OR REPLACE TEMP TABLE ${keys} AS
    SELECT k, (row_number() OVER ())::INTEGER AS n FROM (SELECT DISTINCT key_${index} AS k FROM ${asked.table} WHERE key_${index} IS NOT NULL)`);
  await session.run(`CREATE OR REPLACE TEMP TABLE ${wanted} AS SELECT a."row", a.t, n FROM ${asked.table} a JOIN ${keys} ON k = a.key_${index}`);
  const values = (from: string) =>
    features.map(({ place }) => `CASE WHEN x.t - ${from}."at" <= ${view.ttlMs} THEN ${from}.c${place} END AS c${place}`).join(', ');
  const isSplit = view.createdAt !== null;
  const onTime = `SELECT x."row", e."at", ${values('e')} FROM (SELECT *, ${inOrder('t', last)} AS p FROM ${wanted}) x
    ASOF JOIN (SELECT n, "at", ${columns}, ${inOrder('"at"', 'came')} AS p FROM ${table} JOIN ${keys} USING (k) ${isSplit ? 'WHERE known = "at"' : ''}) e
    ON e.n = x.n AND x.p >= e.p`;
  const named = (value: (column: string) => string) =>
    features.map(({ feature, place }) => `${value(`c${place}`)} AS ${name(feature.name)}`).join(', ');
  if (!isSplit) return `SELECT "row", ${named((column) => column)} FROM (${onTime})`;
  const late = `late_${index}`;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${late} AS
    SELECT n, "at", known, ${columns}, row_number() OVER (PARTITION BY n ORDER BY "at", known, came) AS ord FROM ${table} JOIN ${keys} USING (k) WHERE known > "at"`);
  const newest = `SELECT n, known, max(max(ord)) OVER (PARTITION BY n ORDER BY known) AS ord FROM ${late} GROUP BY n, known`;
  const lately = `SELECT x."row", e."at", ${values('e')}
    FROM (SELECT w."row", w.t, s.n, s.ord FROM ${wanted} w ASOF JOIN (${newest}) s ON s.n = w.n AND w.t >= s.known) x
    JOIN ${late} e ON e.n = x.n AND e.ord = x.ord`;
  // Of the same moment the one that was known later is the later one.
  return `SELECT "row", ${named((column) => `CASE WHEN o."at" IS NULL OR l."at" >= o."at" THEN l.${column} ELSE o.${column} END`)}
    FROM (${onTime}) o FULL JOIN (${lately}) l USING ("row")`;
}
