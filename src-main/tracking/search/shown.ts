/** `shownRuns`: a page of runs as the lab's own windows show them, and how many there are in all. */
import type Sqlite from 'better-sqlite3';
import { readQuery } from '../../storage/read-query.ts';
import { parentTag } from '../tags.ts';
import { countRuns } from './count.ts';
import { findRuns } from './find.ts';
import type { Page, RunSearch } from './request.ts';
import { metricValue } from './run-json.ts';
import { rows } from './sql.ts';
import { untilWritten } from './unchanged.ts';

export const shownRuns = readQuery<{ search: RunSearch; page: Page }>('tracking.shownRuns', (db, { search, page }) => {
  const ids = findRuns(db, search, page);
  const ended = ids.length < page.limit && (ids.length > 0 || page.offset === 0);
  const total = ended ? page.offset + ids.length : counted(db, search);
  return `{"runs":[${runsAsShown(db, ids).join(',')}],"total":${total}}`;
});

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
