/** `shownRuns`: a page of runs as the lab's own windows show them, and how many there are in all. */
import type Sqlite from 'better-sqlite3';
import { readQuery } from '../../storage/read-query.ts';
import { parentTag } from '../tags.ts';
import { countRuns } from './count.ts';
import { findRuns } from './find.ts';
import type { Page, RunSearch } from './request.ts';
import { metricValue } from './run-json.ts';
import { cell, rows, sql } from './sql.ts';

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

interface Counted {
  readonly version: number;
  readonly total: number;
}

const counts = new WeakMap<Sqlite.Database, Map<string, Counted>>();
const keptCounts = 50;

/** A table asks for one page after another, and the same total each time: it is counted again when something was written. */
function counted(db: Sqlite.Database, search: RunSearch): number {
  const kept = counts.get(db) ?? new Map<string, Counted>();
  counts.set(db, kept);
  const name = JSON.stringify({ ...search, orders: [] });
  // What others wrote, and what this connection did.
  const version = cell<number>(db, sql`PRAGMA data_version`)! + cell<number>(db, sql`SELECT total_changes()`)!;
  const known = kept.get(name);
  if (known?.version === version) return known.total;
  const total = countRuns(db, search);
  if (kept.size >= keptCounts) kept.delete(kept.keys().next().value!);
  kept.set(name, { version, total });
  return total;
}
