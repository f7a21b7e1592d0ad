/**
 * `compareTables`: which rows were added, removed and changed from one table to another. With a key, rows are joined by it and told apart by a hash of
 * all that both have; without one, whole rows are counted on either side. Only what differs is looked at again.
 */
import { BancadaError } from '../../contract/errors.ts';
import type { Cell, TableDifference } from '../../contract/tables.ts';
import type { TableFile } from '../tables.ts';
import { byWholeRows } from './compare-rows.ts';
import { both, type Pair, schemaDifference } from './compare-schema.ts';
import type { Session } from './session.ts';
import { openTable, type Table } from './source.ts';
import { name } from './sql.ts';

export interface CompareRequest {
  readonly before: TableFile;
  readonly after: TableFile;
  readonly key: readonly string[];
  readonly examples: number;
}

export async function compareTables(session: Session, request: CompareRequest): Promise<TableDifference> {
  const { key, examples } = request;
  session.progress('reading', 0, 0.3);
  const before = await openTable(session, request.before, 'before_table');
  session.progress('reading', 0.3, 0.3);
  const after = await openTable(session, request.after, 'after_table');
  session.progress('relations', 0.6, 0.4);
  const pairs = both(before, after);
  for (const [file, table] of [
    [request.before, before],
    [request.after, after],
  ] as const)
    await checkKey(session, file, table, key);
  const found =
    key.length > 0 ? await byKey(session, before, after, pairs, key, examples) : await byWholeRows(session, before, after, pairs, examples);
  return { schema: schemaDifference(before, after), key: [...key], ...found };
}

async function checkKey(session: Session, { path, name: called = path }: TableFile, { view, columns }: Table, key: readonly string[]): Promise<void> {
  const known = columns.map((column) => column.name);
  const unknown = key.find((column) => !known.includes(column));
  if (unknown !== undefined) throw new BancadaError('TABLE_COLUMN_MISSING', { file: called, column: unknown, known: known.join(', ') });
  if (key.length === 0) return;
  const list = key.map(name).join(', ');
  const [repeated] = await session.rows(`SELECT count(*), ${list} FROM ${view} GROUP BY ${list} HAVING count(*) > 1 LIMIT 1`);
  if (!repeated) return;
  const [count, ...values] = repeated;
  throw new BancadaError('TABLE_KEY_REPEATED', { file: called, key: key.join(', '), value: values.map(String).join(', '), count: Number(count) });
}

async function byKey(
  session: Session,
  before: Table,
  after: Table,
  pairs: readonly Pair[],
  key: readonly string[],
  examples: number,
): Promise<Pick<TableDifference, 'rows' | 'columns' | 'examples'>> {
  const side = (table: Table, of: 'before' | 'after') =>
    `(SELECT ${key.map((column, index) => `${pairs.find((pair) => pair.name === column)![of]} AS k${index}`).join(', ')},
      ${name(table.row)} AS place, hash(${pairs.map((pair) => pair[of]).join(', ')}) AS h FROM ${table.view})`;
  const on = key.map((_, index) => `a.k${index} IS NOT DISTINCT FROM b.k${index}`).join(' AND ');
  await session.run(
    `CREATE TEMP TABLE differing AS SELECT a.place AS a, b.place AS b FROM ${side(before, 'before')} a FULL JOIN ${side(after, 'after')} b ON ${on}
     WHERE a.place IS NULL OR b.place IS NULL OR a.h <> b.h`,
  );
  const [removed = 0, added = 0, changed = 0] = (
    await session.row(
      'SELECT count(*) FILTER (b IS NULL), count(*) FILTER (a IS NULL), count(*) FILTER (a IS NOT NULL AND b IS NOT NULL) FROM differing',
    )
  ).map(Number);
  const rowsBefore = await session.count(`SELECT count(*) FROM ${before.view}`);
  const rowsAfter = await session.count(`SELECT count(*) FROM ${after.view}`);
  const joined = `differing d JOIN (SELECT ${name(before.row)} AS place_a, ${list(pairs, 'before', 'a')} FROM ${before.view}) ON place_a = d.a
    JOIN (SELECT ${name(after.row)} AS place_b, ${list(pairs, 'after', 'b')} FROM ${after.view}) ON place_b = d.b`;
  const counts =
    changed > 0
      ? await session.row(`SELECT ${pairs.map((_, index) => `count(*) FILTER (a${index} IS DISTINCT FROM b${index})`).join(', ')} FROM ${joined}`)
      : [];
  const width = pairs.length;
  const alike = changed > 0 ? await session.rows(`SELECT COLUMNS('^[ab]\\d+$') FROM ${joined} ORDER BY d.b LIMIT ${examples}`) : [];
  return {
    rows: { before: rowsBefore, after: rowsAfter, added, removed, changed, unchanged: rowsBefore - removed - changed },
    columns: pairs.map((pair, index) => ({ column: pair.name, changed: Number(counts[index] ?? 0) })),
    examples: {
      columns: pairs.map((pair) => pair.name),
      added: await alone(session, after, pairs, 'after', 'b', 'a', examples),
      removed: await alone(session, before, pairs, 'before', 'a', 'b', examples),
      changed: alike.map((cells) => ({ before: cells.slice(0, width), after: cells.slice(width) })),
    },
  };
}

function alone(
  session: Session,
  table: Table,
  pairs: readonly Pair[],
  of: 'before' | 'after',
  mine: string,
  other: string,
  examples: number,
): Promise<Cell[][]> {
  return session.rows(
    `SELECT ${pairs.map((pair) => pair[of]).join(', ')} FROM ${table.view}
     WHERE ${name(table.row)} IN (SELECT ${mine} FROM differing WHERE ${other} IS NULL ORDER BY ${mine} LIMIT ${examples}) ORDER BY ${name(table.row)}`,
  );
}

function list(pairs: readonly Pair[], of: 'before' | 'after', as: string): string {
  return pairs.map((pair, index) => `${pair[of]} AS ${as}${index}`).join(', ');
}
