/** The reads of histories, made in a thread: MLflow's three answers, and the curves that are shown. */
import type Sqlite from 'better-sqlite3';
import { tokenAt } from '../../filter/index.ts';
import { readQuery } from '../../storage/read-query.ts';
import { cell, rows, sql } from '../search/sql.ts';
import { curve } from './curve.ts';
import { sample } from './sample.ts';
import { type PointRow, readRun, runKey, seriesOf } from './series.ts';

/** All points of one history in MLflow's order, by time; `limit` null for the whole of it. */
export const historyPage = readQuery<{ runId: string; key: string; limit: number | null; offset: number }>(
  'tracking.historyPage',
  (db, { runId, key, limit, offset }) => {
    const found = byTime(db, runKey(db, runId), key, limit === null ? -1 : limit + 1, offset);
    const page = limit === null ? found : found.slice(0, limit);
    const token = found.length > page.length ? `,"next_page_token":"${tokenAt(offset + page.length)}"` : '';
    return `{"metrics":[${page.map(metric(key)).join(',')}]${token}}`;
  },
);

/** Run by run; unknown runs have no points. */
export const historyBulk = readQuery<{ runIds: readonly string[]; key: string; limit: number }>(
  'tracking.historyBulk',
  (db, { runIds, key, limit }) => {
    const found: string[] = [];
    for (const runId of [...new Set(runIds)].sort()) {
      const run = cell<number>(db, sql`SELECT id FROM runs WHERE run_id = ${runId}`);
      if (run === undefined || found.length >= limit) continue;
      found.push(...byTime(db, run, key, limit - found.length, 0).map(metric(key, runId)));
    }
    return `{"metrics":[${found.join(',')}]}`;
  },
);

export const historyInterval = readQuery<{ runIds: readonly string[]; key: string; most: number; from: number | null; to: number | null }>(
  'tracking.historyInterval',
  (db, { runIds, key, most, from, to }) => {
    const runs = runIds.map((runId) => [runId, readRun(db, runId)] as const);
    const found = runs.flatMap(([runId, { run, identity }]) => {
      const series = seriesOf(db, run, key, from, to);
      return series ? sample(db, identity, series, most).map(metric(key, runId)) : [];
    });
    return `{"metrics":[${found.join(',')}]}`;
  },
);

export interface CurvesAsked {
  readonly runIds: readonly string[];
  readonly keys: readonly string[];
  readonly points: number;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A run without the metric has no curve. RUN_NOT_FOUND. */
export const curves = readQuery<CurvesAsked>('tracking.curves', (db, { runIds, keys, points, from, to }) => {
  const found: string[] = [];
  for (const runId of runIds) {
    const { run, identity } = readRun(db, runId);
    for (const key of keys) {
      const origin = seriesOf(db, run, key);
      const series = origin && seriesOf(db, run, key, from, to);
      if (!series) continue;
      const { total, points: shown } = curve(db, identity, origin.first, series, points);
      found.push(`{"runId":${JSON.stringify(runId)},"key":${JSON.stringify(key)},"total":${total},"points":[${shown.map(point).join(',')}]}`);
    }
  }
  return `[${found.join(',')}]`;
});

function byTime(db: Sqlite.Database, run: number, key: string, limit: number, offset: number): PointRow[] {
  return rows<PointRow>(
    db,
    sql`SELECT step, timestamp, value, is_nan FROM metrics WHERE run = ${run} AND key = ${key}
        ORDER BY timestamp, step, value LIMIT ${limit} OFFSET ${offset}`,
  );
}

/** What all points of a history say is written once. */
function metric(key: string, runId?: string): (row: PointRow) => string {
  const begin = `{"key":${JSON.stringify(key)},"value":`;
  const end = runId === undefined ? '}' : `,"run_id":${JSON.stringify(runId)}}`;
  return ([step, timestamp, value, isNan]) => `${begin}${json(value, isNan)},"timestamp":${timestamp},"step":${step}${end}`;
}

function point([step, timestamp, value, isNan]: PointRow): string {
  return `{"step":${step},"timestamp":${timestamp},"value":${json(value, isNan)}}`;
}

function json(value: number, isNan: number): string {
  if (isNan) return '"NaN"';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}
