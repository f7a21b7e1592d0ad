/**
 * `curve`: a history for the eye: at most `most` points, and no spike is lost: the first, the last, and the lowest and highest of each stretch of steps.
 * Two rows at most are built for each point shown, whatever the length.
 */
import type Sqlite from 'better-sqlite3';
import { raw, rows, sql } from '../search/sql.ts';
import { blockExtremes, blockSteps, type Extreme } from './blocks.ts';
import { sample } from './sample.ts';
import { allPoints, countPoints, type PointRow, pointsAt, type Series } from './series.ts';

export interface Curve {
  readonly total: number;
  readonly points: PointRow[];
}

/** `identity`: as `readRun` gives it. `origin` is the first step of the whole history, of which `series` may be a part. */
export function curve(db: Sqlite.Database, identity: string, origin: number, series: Series, most: number): Curve {
  const total = countPoints(db, series);
  if (total <= most) return { total, points: allPoints(db, series) };
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const span = series.last - series.first + 1;
  // Many values at few steps: there is no stretch of steps to look at.
  if (total > 2 * span) return { total, points: sample(db, identity, series, most) };
  // With two blocks or more in each stretch, they show what the points would.
  if (series.contiguous && span >= 2 * blockSteps * stretches)
    return { total, points: pointsAt(db, series, byBlocks(db, identity, origin, series, stretches)) };
  return { total, points: byStretches(db, series, stretches) };
}

function byBlocks(db: Sqlite.Database, identity: string, origin: number, series: Series, stretches: number): number[] {
  const span = series.last - series.first + 1;
  const found = new Map<number, { low: Extreme; high: Extreme }>();
  for (const { from, low, high } of blockExtremes(db, identity, origin, series)) {
    const stretch = Math.floor(((from - series.first) * stretches) / span);
    const seen = found.get(stretch);
    if (!seen) found.set(stretch, { low, high });
    else found.set(stretch, { low: low.value < seen.low.value ? low : seen.low, high: high.value > seen.high.value ? high : seen.high });
  }
  const steps = new Set([series.first, series.last]);
  for (const { low, high } of found.values()) steps.add(low.step).add(high.step);
  return [...steps].sort((a, b) => a - b);
}

/** With min() and max(), SQLite takes the other columns from the row that has it. */
function byStretches(db: Sqlite.Database, { run, key, first, last }: Series, stretches: number): PointRow[] {
  const stretch = sql`(step - CAST(${first} AS INTEGER)) * CAST(${stretches} AS INTEGER) / CAST(${last - first + 1} AS INTEGER)`;
  const points = sql`FROM metrics WHERE run = ${run} AND key = ${key} AND step BETWEEN ${first} AND ${last}`;
  const extremes = (which: 'min' | 'max') =>
    rows<PointRow>(db, sql`SELECT step, timestamp, ${raw(which)}(value), is_nan ${points} AND is_nan = 0 GROUP BY ${stretch}`);
  const ends = (direction: '' | 'DESC') => {
    const order = raw(['step', 'timestamp', 'value', 'is_nan'].map((column) => `${column} ${direction}`).join(', '));
    return rows<PointRow>(db, sql`SELECT step, timestamp, value, is_nan ${points} ORDER BY ${order} LIMIT 1`);
  };
  const found = [...ends(''), ...ends('DESC'), ...extremes('min'), ...extremes('max')];
  const distinct = new Map(found.map((row) => [row.join(' '), row]));
  return [...distinct.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}
