/**
 * How a column is read, all of it exact. `readRepeating`: each value is counted once, and everything is read off these counts. `readDiffering`: where
 * almost every value is another, the column itself is asked; one that only grows from row to row needs no counting, and tells its quantiles by their rows.
 */
import type { Cell, ColumnKind, ColumnProfile, TableColumn } from '../../contract/tables.ts';
import { type Basics, readCountedBasics } from './basics.ts';
import { onlyGrows } from './beginnings.ts';
import { barsOf, readHistogram } from './histogram.ts';
import { isInstant, isNumeric } from './kinds.ts';
import { allPlaces, closeIn, countedQuantiles, quantilesAt } from './quantiles.ts';
import type { Session } from './session.ts';
import type { Table } from './source.ts';
import { name } from './sql.ts';

const shown = 10;
const asked = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

export async function readRepeating(session: Session, { view }: Table, column: TableColumn, rows: number): Promise<ColumnProfile> {
  const it = name(column.name);
  await session.run(`CREATE OR REPLACE TEMP TABLE frequency AS SELECT ${it} AS v, count(*) AS n FROM ${view} WHERE ${it} IS NOT NULL GROUP BY 1`);
  const basics = await readCountedBasics(session, column);
  const distinct = await session.count('SELECT count(*) FROM frequency');
  const top = await session.rows(`SELECT v, n FROM frequency ORDER BY n DESC, v LIMIT ${shown}`);
  const value = finite(column.kind, 'v');
  const counted = `(SELECT ${value} AS v, n FROM frequency WHERE ${value} IS NOT NULL)`;
  return profileOf(column, basics, rows, {
    distinct,
    top: topOf(top),
    quantiles: isNumeric(column.kind) ? await countedQuantiles(session, counted, asked, basics.present - basics.infinite) : [],
    histogram: await readHistogram(session, { from: 'frequency', value, weight: 'sum(n)' }, barsOf(column.kind, basics.range, distinct)),
  });
}

export async function readDiffering(
  session: Session,
  table: Table,
  column: TableColumn,
  { basics, rows, grows }: { basics: Basics; rows: number; grows: boolean },
): Promise<ColumnProfile> {
  const it = name(column.name);
  const { present, infinite, range } = basics;
  const isGrowing = grows && (await onlyGrows(session, table.view, column.name));
  const counted = `(SELECT ${it} AS v, count(*) AS n FROM ${table.view} WHERE ${it} IS NOT NULL GROUP BY 1)`;
  const [distinct = 0, most = 0] = isGrowing ? [present, 1] : (await session.row(`SELECT count(*), max(n) FROM ${counted}`)).map(Number);
  // Where every value is there once, none is more frequent.
  const top = most > 1 ? await session.rows(`SELECT v, n FROM ${counted} ORDER BY n DESC, v LIMIT ${shown}`) : [];
  const value = finite(column.kind, it);
  const count = present - infinite;
  const quantiles = async () => {
    if (!isNumeric(column.kind) || !range) return [];
    return isGrowing && present === rows && infinite === 0
      ? byRows(session, table, column, rows)
      : closeIn(session, { view: table.view, number: value, count }, range, asked);
  };
  return profileOf(column, basics, rows, {
    distinct,
    top: topOf(top),
    quantiles: await quantiles(),
    histogram: await readHistogram(session, { from: table.view, value, weight: 'count(*)' }, barsOf(column.kind, range, distinct)),
  });
}

/** Of a column in order: the value at a place stands in that row. */
async function byRows(session: Session, { view, row, byPlace }: Table, column: TableColumn, rows: number): Promise<ColumnProfile['quantiles']> {
  const { from, place } = byPlace ?? { from: view, place: `(${name(row)} - 1)` };
  const found = await session.rows(
    `SELECT ${place}, ${name(column.name)}::DOUBLE FROM ${from} WHERE ${place} IN (${allPlaces(asked, rows).join(', ')})`,
  );
  return quantilesAt(asked, rows, new Map(found.map(([number, value]) => [Number(number), Number(value)])));
}

function profileOf(
  column: TableColumn,
  basics: Basics,
  rows: number,
  found: Pick<ColumnProfile, 'distinct' | 'quantiles' | 'histogram' | 'top'>,
): ColumnProfile {
  const { present, range: _, ...rest } = basics;
  return { ...column, missing: rows - present, ...found, ...rest };
}

/** A column as finite numbers: instants in milliseconds since 1970; of what is no number, nothing. */
function finite(kind: ColumnKind, it: string): string {
  if (kind === 'number') return `CASE WHEN isfinite(${it}) THEN ${it} END`;
  if (kind === 'integer') return `${it}::DOUBLE`;
  return isInstant(kind) ? `epoch_ms(${it})::DOUBLE` : 'NULL::DOUBLE';
}

function topOf(rows: readonly Cell[][]): ColumnProfile['top'] {
  return rows.map(([value = null, count]) => ({ value, count: Number(count) }));
}
