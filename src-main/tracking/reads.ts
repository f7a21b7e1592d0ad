/** Reads of tracking. A list of runs touches the runs, their params, tags and latest metrics; only `history` reads a history, and only one key of it. */
import type { Experiment, TrackedRun, TrackingStatus } from '../contract/tracking.ts';
import type { Storage } from '../storage/index.ts';
import { parentTag } from './tags.ts';
import { type StoredValue, toWire } from './values.ts';

interface RunRow {
  id: number;
  run_id: string;
  experiment_id: number;
  name: string;
  status: TrackingStatus;
  start_time: number;
  end_time: number | null;
}

interface ArtifactRow {
  path: string;
  kind: 'file' | 'folder';
  digest: string;
  bytes: number;
}

type TextRow = { run: number; key: string; value: string };

export function createTrackingReads({ db }: Storage) {
  const columns = 'id, run_id, experiment_id, name, status, start_time, end_time';
  const experiments = db.prepare<[], Experiment>(
    `SELECT CAST(e.experiment_id AS TEXT) AS experimentId, e.name, e.creation_time AS createdAt, count(r.id) AS runs,
            max(e.last_update_time, ifnull(max(r.start_time), 0)) AS updatedAt
     FROM experiments e LEFT JOIN runs r ON r.experiment_id = e.experiment_id AND r.lifecycle_stage = 'active'
     WHERE e.lifecycle_stage = 'active' GROUP BY e.experiment_id ORDER BY updatedAt DESC, e.experiment_id DESC`,
  );
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
  const points = db.prepare<[string, string], StoredValue & { step: number; timestamp: number }>(
    `SELECT m.step, m.timestamp, m.value, m.is_nan FROM metrics m JOIN runs r ON r.id = m.run WHERE r.run_id = ? AND m.key = ?
     ORDER BY m.step, m.timestamp, m.value`,
  );
  const artifacts = db.prepare<[string], ArtifactRow>(
    'SELECT a.path, a.kind, a.digest, a.bytes FROM artifacts a JOIN runs r ON r.id = a.run WHERE r.run_id = ? ORDER BY a.path',
  );

  function complete(rows: readonly RunRow[]): TrackedRun[] {
    const ids = JSON.stringify(rows.map((row) => row.id));
    const byRun = new Map(
      rows.map((row): [number, TrackedRun] => [
        row.id,
        {
          runId: row.run_id,
          experimentId: String(row.experiment_id),
          name: row.name,
          status: row.status,
          startTime: row.start_time,
          endTime: row.end_time,
          parentRunId: null,
          params: {},
          metrics: {},
          tags: {},
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
    experiments: () => experiments.all(),
    runs: (experimentId: number | undefined, limit: number, offset: number) =>
      complete(experimentId === undefined ? allRuns.all(limit, offset) : runsOf.all(experimentId, limit, offset)),
    run: (runId: string) => complete(oneRun.all(runId)).at(0),
    exists: (runId: string) => oneRun.get(runId) !== undefined,
    children: (runId: string) => complete(childRuns.all(runId)),
    points: (runId: string, key: string) => points.all(runId, key),
    artifacts: (runId: string) => artifacts.all(runId),
  };
}
