/** `shownRuns`: a page of runs as the lab's own windows show them, and how many there are in all; `runSummaries`: what their metrics came to. */
import type Sqlite from 'better-sqlite3';
import { readQuery } from '../../storage/read-query.ts';
import { type Summary, summariesOf } from '../metrics/summaries.ts';
import { parentTag } from '../tags.ts';
import { foundBySummary, type SummaryOrder } from './by-summary.ts';
import { countRuns } from './count.ts';
import { findRuns } from './find.ts';
import type { Page, RunSearch } from './request.ts';
import { metricValue } from './run-json.ts';
import { cell, rows, sql } from './sql.ts';
import { untilWritten } from './unchanged.ts';

export const shownRuns = readQuery<{ search: RunSearch; page: Page; by?: SummaryOrder | undefined }>(
  'tracking.shownRuns',
  (db, { search, page, by }) => {
    const ordered = by ? foundBySummary(db, search, by) : null;
    if (ordered) return `{"runs":[${runsAsShown(db, ordered.slice(page.offset, page.offset + page.limit)).join(',')}],"total":${ordered.length}}`;
    const ids = findRuns(db, search, page);
    const ended = ids.length < page.limit && (ids.length > 0 || page.offset === 0);
    const total = ended ? page.offset + ids.length : counted(db, search);
    return `{"runs":[${runsAsShown(db, ids).join(',')}],"total":${total}${by ? ',"unordered":true' : ''}}`;
  },
);

/** A run that is gone has none. */
export const runSummaries = readQuery<{ runIds: readonly string[]; summaries: readonly Summary[] }>(
  'tracking.runSummaries',
  (db, { runIds, summaries }) =>
    JSON.stringify(
      runIds.flatMap((runId) => {
        const id = cell<number>(db, sql`SELECT id FROM runs WHERE run_id = ${runId}`);
        return id === undefined ? [] : [{ runId, values: summariesOf(db, { id, runId }, summaries) }];
      }),
    ),
);

function runsAsShown(db: Sqlite.Database, ids: readonly number[]): string[] {
  return rows<[string]>(db, {
    sql: `SELECT json_object('runId', r.run_id, 'experimentId', CAST(r.experiment_id AS TEXT), 'name', r.name, 'userId', r.user_id,
        'lifecycle', r.lifecycle_stage, 'status', r.status, 'startTime', r.start_time, 'endTime', r.end_time,
        'parentRunId', (SELECT value FROM tags WHERE run = r.id AND key = '${parentTag}'),
        'childCount', (SELECT count(*) FROM tags t JOIN runs c ON c.id = t.run
                       WHERE t.key = '${parentTag}' AND t.value = r.run_id AND c.lifecycle_stage = r.lifecycle_stage),
        'params', json((SELECT json_group_object(key, value) FROM params WHERE run = r.id)),
        'metrics', json((SELECT json_group_object(key, ${metricValue}) FROM latest_metrics WHERE run = r.id)),
        'tags', json((SELECT json_group_object(key, value) FROM tags WHERE run = r.id)))
      FROM json_each(?) j CROSS JOIN runs r ON r.id = j.value ORDER BY j.key`,
    params: [JSON.stringify(ids)],
  }).map(([json]) => json);
}

const kept = untilWritten<number>();

/** A table asks for one page after another, and the same total each time. */
function counted(db: Sqlite.Database, search: RunSearch): number {
  return kept(db, JSON.stringify({ ...search, orders: [] }), () => countRuns(db, search));
}
