/** Statements that write runs, and how a run is found for writing. Each is called inside a change of the group commit. */
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../../contract/errors.ts';
import type { TrackingStatus } from '../../contract/tracking.ts';
import { nameTag } from '../tags.ts';
import type { KeyValue } from './entity.ts';

export interface NewRun {
  runId: string;
  experiment: number;
  name: string;
  userId: string;
  startTime: number;
  tags: readonly KeyValue[];
}

interface FoundRun {
  id: number;
  experiment_id: number;
  lifecycle_stage: 'active' | 'deleted';
}

export function runStore(db: Sqlite.Database) {
  const find = db.prepare<[string], FoundRun>('SELECT id, experiment_id, lifecycle_stage FROM runs WHERE run_id = ?');
  const insert = db.prepare<[string, number, string, number, string]>(
    `INSERT INTO runs (id, run_id, experiment_id, name, status, start_time, user_id)
     SELECT 1 + max(ifnull((SELECT max(id) FROM runs), 0), ifnull((SELECT max(run) FROM collected_runs), 0)), ?, ?, ?, 'RUNNING', ?, ?`,
  );
  const status = db.prepare<[TrackingStatus, number]>('UPDATE runs SET status = ? WHERE id = ?');
  const end = db.prepare<[number | null, number]>('UPDATE runs SET end_time = ? WHERE id = ?');
  const name = db.prepare<[string, number]>('UPDATE runs SET name = ? WHERE id = ?');
  const stage = db.prepare<['active' | 'deleted', number | null, number]>('UPDATE runs SET lifecycle_stage = ?, deleted_time = ? WHERE id = ?');
  const tag = db.prepare<[number, string, string]>('INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const tagValue = db.prepare<[number, string], string>('SELECT value FROM tags WHERE run = ? AND key = ?').pluck();
  const dropTag = db.prepare<[number, string]>('DELETE FROM tags WHERE run = ? AND key = ?');

  /** RUN_NOT_FOUND. */
  function known(runId: string): FoundRun {
    const run = find.get(runId);
    if (!run) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
    return run;
  }

  /** A run's name is a tag of it too. */
  function setTag(run: number, key: string, value: string): void {
    tag.run(run, key, value);
    if (key === nameTag) name.run(value, run);
  }

  return {
    known,
    exists: (runId: string) => find.get(runId) !== undefined,
    /** RUN_NOT_FOUND, RUN_DELETED: who wants to write to it. */
    writable(runId: string): FoundRun {
      const run = known(runId);
      if (run.lifecycle_stage !== 'active') throw new BancadaError('RUN_DELETED', { run: runId });
      return run;
    },
    insert({ runId, experiment, name, startTime, userId, tags }: NewRun): void {
      const id = Number(insert.run(runId, experiment, name, startTime, userId).lastInsertRowid);
      for (const { key, value } of tags) tag.run(id, key, value);
    },
    setStatus: (run: number, value: TrackingStatus) => status.run(value, run),
    setEnd: (run: number, at: number | null) => end.run(at, run),
    setLifecycle: (run: number, value: 'active' | 'deleted', deletedAt: number | null) => stage.run(value, deletedAt, run),
    setTag,
    tag: (run: number, key: string): string | undefined => tagValue.get(run, key),
    /** False when there is none. */
    deleteTag: (run: number, key: string): boolean => dropTag.run(run, key).changes > 0,
  };
}

export type RunStore = ReturnType<typeof runStore>;
