/** `byWholeRows`: without a key, a row is what all its columns say; how often it stands on either side is what is compared. */
import type { Cell, TableDifference } from '../../contract/tables.ts';
import type { Pair } from './compare-schema.ts';
import type { Session } from './session.ts';
import type { Table } from './source.ts';
import { name } from './sql.ts';

export async function byWholeRows(
  session: Session,
  before: Table,
  after: Table,
  pairs: readonly Pair[],
  examples: number,
): Promise<Pick<TableDifference, 'rows' | 'columns' | 'examples'>> {
  // Two hashes: over twenty million rows, one of 64 bits would now and then take two different ones for the same.
  const hashes = (of: 'before' | 'after') => {
    const values = pairs.map((pair) => pair[of]).join(', ') || 'NULL';
    return `hash(${values}) AS h, hash(1, ${values}) AS g`;
  };
  const side = (table: Table, of: 'before' | 'after') =>
    `(SELECT h, g, count(*) AS n, min(place) AS place FROM (SELECT ${hashes(of)}, ${name(table.row)} AS place FROM ${table.view}) GROUP BY h, g)`;
  await session.run(
    `CREATE TEMP TABLE differing AS SELECT a.place AS a, b.place AS b, coalesce(a.n, 0) AS before_n, coalesce(b.n, 0) AS after_n
     FROM ${side(before, 'before')} a FULL JOIN ${side(after, 'after')} b ON a.h = b.h AND a.g = b.g WHERE a.n IS DISTINCT FROM b.n`,
  );
  const [removed = 0, added = 0] = (
    await session.row('SELECT sum(greatest(before_n - after_n, 0)), sum(greatest(after_n - before_n, 0)) FROM differing')
  ).map((value) => Number(value ?? 0));
  const rowsBefore = await session.count(`SELECT count(*) FROM ${before.view}`);
  const rowsAfter = await session.count(`SELECT count(*) FROM ${after.view}`);
  const rows = (table: Table, of: 'before' | 'after', at: 'a' | 'b', more: string): Promise<Cell[][]> =>
    session.rows(
      `SELECT ${pairs.map((pair) => pair[of]).join(', ') || 'NULL'} FROM ${table.view}
       WHERE ${name(table.row)} IN (SELECT ${at} FROM differing WHERE ${more} ORDER BY ${at} LIMIT ${examples}) ORDER BY ${name(table.row)}`,
    );
  return {
    rows: { before: rowsBefore, after: rowsAfter, added, removed, changed: 0, unchanged: rowsBefore - removed },
    columns: [],
    examples: {
      columns: pairs.map((pair) => pair.name),
      added: await rows(after, 'after', 'b', 'after_n > before_n'),
      removed: await rows(before, 'before', 'a', 'before_n > after_n'),
      changed: [],
    },
  };
}
