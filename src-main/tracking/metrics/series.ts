/**
 * `seriesOf`: where the points of one metric of one run begin and end. A history whose every point came at exactly the last step + 1 is `contiguous`
 * (the write path keeps that beside the latest value): its k-th point is at `first + k`, so nothing needs to be counted or read to find it.
 */
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../../contract/errors.ts';
import { cell, rows, sql } from '../search/sql.ts';

export interface Series {
  readonly run: number;
  readonly key: string;
  readonly first: number;
  readonly last: number;
  readonly contiguous: boolean;
}

export type PointRow = [step: number, timestamp: number, value: number, isNan: number];

/** RUN_NOT_FOUND. */
export function runKey(db: Sqlite.Database, runId: string): number {
  return readRun(db, runId).run;
}

/** `identity` is another one once points of the run were taken back: what was kept of its histories then holds no more. RUN_NOT_FOUND. */
export function readRun(db: Sqlite.Database, runId: string): { run: number; identity: string } {
  const [found] = rows<[number, number]>(db, sql`SELECT id, taken_back FROM runs WHERE run_id = ${runId}`);
  if (!found) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
  return { run: found[0], identity: `${runId} ${found[1]}` };
}

/** Of the steps from `from` to `to`, both included. Null when there is no point there. */
export function seriesOf(db: Sqlite.Database, run: number, key: string, from?: number | null, to?: number | null): Series | null {
  const [found] = rows<[number, number, number]>(
    db,
    sql`SELECT first_step, step, contiguous FROM latest_metrics WHERE run = ${run} AND key = ${key}`,
  );
  if (!found) return null;
  const first = Math.max(found[0], from ?? found[0]);
  const last = Math.min(found[1], to ?? found[1]);
  return first > last ? null : { run, key, first, last, contiguous: found[2] === 1 };
}

export function countPoints(db: Sqlite.Database, { run, key, first, last, contiguous }: Series): number {
  if (contiguous) return last - first + 1;
  return cell<number>(db, sql`SELECT count(*) FROM metrics WHERE run = ${run} AND key = ${key} AND step BETWEEN ${first} AND ${last}`)!;
}

export function allPoints(db: Sqlite.Database, { run, key, first, last }: Series): PointRow[] {
  return rows<PointRow>(
    db,
    sql`SELECT step, timestamp, value, is_nan FROM metrics WHERE run = ${run} AND key = ${key} AND step BETWEEN ${first} AND ${last}
        ORDER BY step, timestamp, value, is_nan`,
  );
}

/** One point each, when the series is contiguous. */
export function pointsAt(db: Sqlite.Database, { run, key }: Series, steps: readonly number[]): PointRow[] {
  return rows<PointRow>(
    db,
    sql`SELECT m.step, m.timestamp, m.value, m.is_nan FROM json_each(${JSON.stringify(steps)}) j
        CROSS JOIN metrics m ON m.run = ${run} AND m.key = ${key} AND m.step = j.value`,
  );
}
