/**
 * `readColumn`: distinct values, the most frequent ones, quantiles and histogram of a column, all exact. With few distinct values (by its first rows)
 * each is counted once, and the rest is read off these counts; else the column itself is asked, and quantiles are closed in upon (quantiles.ts).
 */
import type { Cell, ColumnKind, ColumnProfile } from '../../contract/tables.ts';
import type { Basics } from './basics.ts';
import { barsOf, readHistogram } from './histogram.ts';
import { isInstant, isNumeric } from './kinds.ts';
import { closeIn, countedQuantiles } from './quantiles.ts';
import type { Session } from './session.ts';
import { name } from './sql.ts';

type Found = Pick<ColumnProfile, 'distinct' | 'quantiles' | 'histogram' | 'top'>;

const shown = 10;
/** Of the first rows (basics.ts). */
const fewEarly = 100_000;
const asked = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

export async function readColumn(session: Session, view: string, about: Basics): Promise<Found> {
  return about.early <= fewEarly ? await byFrequency(session, view, about) : await byColumn(session, view, about);
}

async function byFrequency(session: Session, view: string, { column, range, infinite, present }: Basics): Promise<Found> {
  const it = name(column.name);
  await session.run(`CREATE OR REPLACE TEMP TABLE frequency AS SELECT ${it} AS v, count(*) AS n FROM ${view} WHERE ${it} IS NOT NULL GROUP BY 1`);
  const distinct = await session.count('SELECT count(*) FROM frequency');
  const top = await session.rows(`SELECT v, n FROM frequency ORDER BY n DESC, v LIMIT ${shown}`);
  const value = finite(column.kind, 'v');
  const counted = `(SELECT ${value} AS v, n FROM frequency WHERE ${value} IS NOT NULL)`;
  return {
    distinct,
    top: topOf(top),
    quantiles: isNumeric(column.kind) ? await countedQuantiles(session, counted, asked, present - infinite) : [],
    histogram: await readHistogram(session, { from: 'frequency', value, weight: 'sum(n)' }, barsOf(column.kind, range, distinct)),
  };
}

async function byColumn(session: Session, view: string, { column, range, present, infinite }: Basics): Promise<Found> {
  const it = name(column.name);
  const counted = `(SELECT ${it} AS v, count(*) AS n FROM ${view} WHERE ${it} IS NOT NULL GROUP BY 1)`;
  const [distinct = 0, most = 0] = (await session.row(`SELECT count(*), max(n) FROM ${counted}`)).map(Number);
  // Where every value is there once, none is more frequent.
  const top = most > 1 ? await session.rows(`SELECT v, n FROM ${counted} ORDER BY n DESC, v LIMIT ${shown}`) : [];
  const value = finite(column.kind, it);
  return {
    distinct,
    top: topOf(top),
    quantiles: isNumeric(column.kind) && range ? await closeIn(session, { view, number: value, count: present - infinite }, range, asked) : [],
    histogram: await readHistogram(session, { from: view, value, weight: 'count(*)' }, barsOf(column.kind, range, distinct)),
  };
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
