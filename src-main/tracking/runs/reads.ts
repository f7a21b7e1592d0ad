/** Reads of runs: the runs themselves, their params, tags and latest metrics. No history is read for them. */
import type { TrackedRun, TrackingStatus } from '../../contract/tracking.ts';
import type { Storage } from '../../storage/index.ts';
import { type StoredValue, toWire } from '../metrics/values.ts';
import { parentTag } from '../tags.ts';

interface RunRow {
  id: number;
  run_id: string;
  experiment_id: number;
  user_id: string;
  name: string;
  status: TrackingStatus;
  start_time: number;
  end_time: number | null;
  lifecycle_stage: 'active' | 'deleted';
}

type TextRow = { run: number; key: string; value: string };

export function runReads({ db }: Storage) {
  const columns = 'id, run_id, experiment_id, user_id, name, status, start_time, end_time, lifecycle_stage';
  const allRuns = db.prepare<[number, number], RunRow>(
    `SELECT ${columns} FROM runs WHERE lifecycle_stage = 'active' ORDER BY start_time DESC, run_id LIMIT ? OFFSET ?`,
  );
  const runsOf = db.prepare<[number, number, number], RunRow>(
    `SELECT ${columns} FROM runs WHERE experiment_id = ? AND lifecycle_stage = 'active' ORDER BY start_time DESC, run_id LIMIT ? OFFSET ?`,
  );
  const oneRun = db.prepare<[string], RunRow>(`SELECT ${columns} FROM runs WHERE run_id = ?`);
  const childRuns = db.prepare<[string], RunRow>(
    `SELECT ${columns} FROM runs WHERE lifecycle_stage = 'active' AND id IN (SELECT run FROM tags WHERE key = '${parentTag}' AND value = ?)
     ORDER BY start_time, run_id`,
  );
  const of = 'WHERE run IN (SELECT value FROM json_each(?))';
  const params = db.prepare<[string], TextRow>(`SELECT run, key, value FROM params ${of}`);
  const tags = db.prepare<[string], TextRow>(`SELECT run, key, value FROM tags ${of}`);
  const metrics = db.prepare<[string], StoredValue & { run: number; key: string }>(`SELECT run, key, value, is_nan FROM latest_metrics ${of}`);

  function complete(rows: readonly RunRow[]): TrackedRun[] {
    const ids = JSON.stringify(rows.map((row) => row.id));
    const byRun = new Map(
      rows.map((row): [number, TrackedRun] => [
        row.id,
        {
          runId: row.run_id,
          experimentId: String(row.experiment_id),
          name: row.name,
          userId: row.user_id,
          lifecycle: row.lifecycle_stage,
          status: row.status,
          startTime: row.start_time,
          endTime: row.end_time,
          parentRunId: null,
          params: named(),
          metrics: named(),
          tags: named(),
        },
      ]),
    );
    for (const { run, key, value } of params.iterate(ids)) byRun.get(run)!.params[key] = value;
    for (const { run, key, ...value } of metrics.iterate(ids)) byRun.get(run)!.metrics[key] = toWire(value);
    for (const { run, key, value } of tags.iterate(ids)) byRun.get(run)!.tags[key] = value;
    for (const run of byRun.values()) run.parentRunId = run.tags[parentTag] ?? null;
    return [...byRun.values()];
  }

  return {
    runs: (experimentId: number | undefined, limit: number, offset: number) =>
      complete(experimentId === undefined ? allRuns.all(limit, offset) : runsOf.all(experimentId, limit, offset)),
    run: (runId: string) => complete(oneRun.all(runId)).at(0),
    children: (runId: string) => complete(childRuns.all(runId)),
  };
}

/** By names that clients chose: none of them may mean anything to JavaScript. */
function named<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}
