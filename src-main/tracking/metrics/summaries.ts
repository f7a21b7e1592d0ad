/**
 * `summariesOf`: what the histories of metrics come to, run by run: their lowest or highest value, or the one that held at a step. Read when a table shows
 * such a column, never when a point is written. What was read of a history without gaps is kept: only what came since is read the next time.
 */
import type Sqlite from 'better-sqlite3';
import { cell, rows, sql } from '../search/sql.ts';
import { toWire } from './values.ts';

export interface Summary {
  readonly key: string;
  readonly of: 'min' | 'max' | 'at';
  /** For `at`. */
  readonly step?: number | undefined;
}

export type SummaryValue = ReturnType<typeof toWire> | null;

type LatestRow = [first: number, step: number, timestamp: number, value: number, isNan: number, contiguous: number];

interface Extremes {
  readonly low: number | null;
  readonly high: number | null;
}

/** Of a history up to the point that was its last. */
interface Known extends Extremes {
  readonly first: number;
  readonly last: readonly [step: number, timestamp: number, value: number, isNan: number];
}

const kept = new WeakMap<Sqlite.Database, Map<string, Known>>();
const keptHistories = 5000;

export function summariesOf(db: Sqlite.Database, run: { id: number; runId: string }, wanted: readonly Summary[]): SummaryValue[] {
  const extremes = new Map<string, Extremes | null>();
  return wanted.map(({ key, of, step }) => {
    if (of === 'at') return step === undefined ? null : valueAt(db, run.id, key, step);
    const found = extremes.has(key) ? extremes.get(key) : extremesOf(db, run, key);
    extremes.set(key, found ?? null);
    const value = of === 'min' ? found?.low : found?.high;
    return value === undefined || value === null ? null : toWire({ value, is_nan: 0 });
  });
}

/** The last value up to the step, of a history that got there. */
function valueAt(db: Sqlite.Database, run: number, key: string, step: number): SummaryValue {
  const reached = cell<number>(db, sql`SELECT 1 FROM latest_metrics WHERE run = ${run} AND key = ${key} AND step >= ${step}`);
  if (!reached) return null;
  const [found] = rows<[number, number]>(
    db,
    sql`SELECT value, is_nan FROM metrics WHERE run = ${run} AND key = ${key} AND step <= ${step}
        ORDER BY step DESC, timestamp DESC, value DESC, is_nan LIMIT 1`,
  );
  return found ? toWire({ value: found[0], is_nan: found[1] }) : null;
}

function extremesOf(db: Sqlite.Database, run: { id: number; runId: string }, key: string): Extremes | null {
  const [latest] = rows<LatestRow>(
    db,
    sql`SELECT first_step, step, timestamp, value, is_nan, contiguous FROM latest_metrics WHERE run = ${run.id} AND key = ${key}`,
  );
  if (!latest) return null;
  const [first, step, timestamp, value, isNan, contiguous] = latest;
  if (!contiguous) return read(db, run.id, key, first, step);
  const name = `${run.runId} ${key}`;
  const all = kept.get(db) ?? new Map<string, Known>();
  kept.set(db, all);
  const known = all.get(name);
  all.delete(name);
  const sound = known?.first === first && known.last[0] <= step && stands(db, run.id, key, known.last) ? known : null;
  const since = sound ? (sound.last[0] === step ? null : read(db, run.id, key, sound.last[0] + 1, step)) : read(db, run.id, key, first, step);
  const { low, high } = both(sound, since);
  all.set(name, { first, last: [step, timestamp, value, isNan], low, high });
  if (all.size > keptHistories) all.delete(all.keys().next().value!);
  return { low, high };
}

/** A step that is done again takes its points back and writes others: then what is kept is of points that are gone. */
function stands(db: Sqlite.Database, run: number, key: string, [step, timestamp, value, isNan]: Known['last']): boolean {
  const found = sql`SELECT 1 FROM metrics WHERE run = ${run} AND key = ${key} AND step = ${step} AND timestamp = ${timestamp} AND value = ${value} AND is_nan = ${isNan}`;
  return cell<number>(db, found) === 1;
}

function read(db: Sqlite.Database, run: number, key: string, from: number, to: number): Extremes {
  const [[low, high]] = rows<[number | null, number | null]>(
    db,
    sql`SELECT min(value), max(value) FROM metrics WHERE run = ${run} AND key = ${key} AND step BETWEEN ${from} AND ${to} AND is_nan = 0`,
  ) as [[number | null, number | null]];
  return { low, high };
}

function both(a: Extremes | null, b: Extremes | null): Extremes {
  const lows = [a?.low, b?.low].filter((value) => value !== null && value !== undefined);
  const highs = [a?.high, b?.high].filter((value) => value !== null && value !== undefined);
  return { low: lows.length === 0 ? null : Math.min(...lows), high: highs.length === 0 ? null : Math.max(...highs) };
}
