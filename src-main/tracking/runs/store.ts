/**
 * Writes of tracking. Each is one change of the group commit, so a caller's batch is durable as a whole or not there at all.
 * No write reads a history: duplicates fall to the primary key, and the latest value is kept beside.
 */
import type { TrackingStatus } from '../../contract/tracking.ts';
import type { Storage } from '../../storage/index.ts';
import { toStored } from '../metrics/values.ts';

export interface Point {
  key: string;
  value: number;
  step: number;
  timestamp: number;
}

export function runStore({ db, write }: Storage) {
  const newExperiment = db.prepare<[string, number, number]>(
    'INSERT INTO experiments (name, creation_time, last_update_time) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING',
  );
  const experimentNamed = db.prepare<[string], { experiment_id: number }>('SELECT experiment_id FROM experiments WHERE name = ?');
  const newRun = db.prepare<[string, number, string, number]>(
    "INSERT INTO runs (run_id, experiment_id, name, status, start_time) VALUES (?, ?, ?, 'RUNNING', ?)",
  );
  const writable = db.prepare<[string], { id: number }>("SELECT id FROM runs WHERE run_id = ? AND lifecycle_stage = 'active'");
  const end = db.prepare<[TrackingStatus, number | null, number]>('UPDATE runs SET status = ?, end_time = ? WHERE id = ?');
  const param = db.prepare<[number, string, string]>('INSERT INTO params VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const tag = db.prepare<[number, string, string]>('INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const metric = db.prepare<[number, string, number, number, number, number]>('INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const latest = db.prepare<[number, string, number, number, number, number]>(
    `INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
     SET step = excluded.step, timestamp = excluded.timestamp, value = excluded.value, is_nan = excluded.is_nan
     WHERE (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)`,
  );

  /** False when there is no such run to write to. */
  const inRun = (runId: string, change: (id: number) => void) =>
    write(() => {
      const run = writable.get(runId);
      if (run) change(run.id);
      return run !== undefined;
    });

  return {
    startRun: (runId: string, experiment: string, name: string, at: number, tags: Record<string, string>) =>
      write(() => {
        if (writable.get(runId)) return;
        newExperiment.run(experiment, at, at);
        const { experiment_id } = experimentNamed.get(experiment)!;
        const run = Number(newRun.run(runId, experiment_id, name, at).lastInsertRowid);
        for (const [key, value] of Object.entries(tags)) tag.run(run, key, value);
      }),

    logBatch: (runId: string, batch: { params: Record<string, string>; tags: Record<string, string>; metrics: readonly Point[] }) =>
      inRun(runId, (run) => {
        for (const [key, value] of Object.entries(batch.params)) param.run(run, key, value);
        for (const [key, value] of Object.entries(batch.tags)) tag.run(run, key, value);
        for (const { key, step, timestamp, value, is_nan } of batch.metrics.map(stored)) metric.run(run, key, step, timestamp, value, is_nan);
        for (const { key, step, timestamp, value, is_nan } of latestOf(batch.metrics)) latest.run(run, key, step, timestamp, value, is_nan);
      }),

    endRun: (runId: string, status: TrackingStatus, at: number | null) => inRun(runId, (run) => end.run(status, at, run)),
  };
}

type StoredPoint = ReturnType<typeof stored>;

function stored(point: Point) {
  return { key: point.key, step: point.step, timestamp: point.timestamp, ...toStored(point.value) };
}

/** One candidate per key, so that a batch of a thousand points updates a latest value once. */
function latestOf(points: readonly Point[]): Iterable<StoredPoint> {
  const best = new Map<string, StoredPoint>();
  for (const point of points.map(stored)) {
    const held = best.get(point.key);
    if (!held || later(point, held)) best.set(point.key, point);
  }
  return best.values();
}

function later(a: StoredPoint, b: StoredPoint): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp;
  return a.value > b.value;
}
