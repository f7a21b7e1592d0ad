/** Statements that write experiments, and how one is found. Each is called inside a change of the group commit. */
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../../contract/errors.ts';

export type Lifecycle = 'active' | 'deleted';

interface FoundExperiment {
  experiment_id: number;
  lifecycle_stage: Lifecycle;
}

export interface ExperimentEntity {
  experimentId: string;
  name: string;
  artifactLocation: string;
  lifecycle: Lifecycle;
  createdAt: number;
  updatedAt: number;
  tags: Record<string, string>;
}

type EntityRow = Omit<ExperimentEntity, 'tags'> & { tags: string };

export function experimentStore(db: Sqlite.Database) {
  const byId = db.prepare<[number], FoundExperiment>('SELECT experiment_id, lifecycle_stage FROM experiments WHERE experiment_id = ?');
  const byName = db.prepare<[string], FoundExperiment>('SELECT experiment_id, lifecycle_stage FROM experiments WHERE name = ?');
  const entity = (where: string) =>
    `SELECT CAST(experiment_id AS TEXT) AS experimentId, name, artifact_location AS artifactLocation, lifecycle_stage AS lifecycle,
            creation_time AS createdAt, last_update_time AS updatedAt,
            (SELECT json_group_object(key, value) FROM experiment_tags WHERE experiment = experiment_id) AS tags
     FROM experiments WHERE ${where}`;
  const entityById = db.prepare<[number], EntityRow>(entity('experiment_id = ?'));
  const entityByName = db.prepare<[string], EntityRow>(entity('name = ?'));
  // An id is never given twice, not even once its experiment is collected: artifacts are kept under it.
  const insert = db.prepare<{ name: string; location: string | null; at: number }, { id: number }>(
    `INSERT INTO experiments (experiment_id, name, artifact_location, creation_time, last_update_time)
     SELECT id, @name, ifnull(@location, 'mlflow-artifacts:/' || id), @at, @at FROM (
       SELECT 1 + max(ifnull((SELECT max(experiment_id) FROM experiments), 0),
                      ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last-experiment'), 0)) AS id)
     RETURNING experiment_id AS id`,
  );
  const rename = db.prepare<[string, number, number]>('UPDATE experiments SET name = ?, last_update_time = ? WHERE experiment_id = ?');
  const stage = db.prepare<[Lifecycle, number, number]>('UPDATE experiments SET lifecycle_stage = ?, last_update_time = ? WHERE experiment_id = ?');
  const runsStage = db.prepare<{ id: number; from: Lifecycle; to: Lifecycle; deletedAt: number | null; limit: number }>(
    `UPDATE runs SET lifecycle_stage = @to, deleted_time = @deletedAt
     WHERE id IN (SELECT id FROM runs WHERE experiment_id = @id AND lifecycle_stage = @from LIMIT @limit)`,
  );
  const tag = db.prepare<[number, string, string]>('INSERT INTO experiment_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const dropTag = db.prepare<[number, string]>('DELETE FROM experiment_tags WHERE experiment = ? AND key = ?');

  /** EXPERIMENT_NOT_FOUND, also for one in another stage than asked for. */
  function known(experimentId: string, lifecycle?: Lifecycle): FoundExperiment {
    const found = /^\d{1,15}$/.test(experimentId) ? byId.get(Number(experimentId)) : undefined;
    if (!found || (lifecycle && found.lifecycle_stage !== lifecycle)) throw new BancadaError('EXPERIMENT_NOT_FOUND', { experiment: experimentId });
    return found;
  }
  const read = (row: EntityRow | undefined) => row && { ...row, tags: JSON.parse(row.tags) as Record<string, string> };

  return {
    known,
    /** EXPERIMENT_NOT_FOUND, EXPERIMENT_DELETED: who wants to write to it. */
    writable(experimentId: string): FoundExperiment {
      const found = known(experimentId);
      if (found.lifecycle_stage !== 'active') throw new BancadaError('EXPERIMENT_DELETED', { experiment: experimentId });
      return found;
    },
    idOf: (name: string): FoundExperiment | undefined => byName.get(name),
    entity: (experimentId: string): ExperimentEntity => read(entityById.get(known(experimentId).experiment_id))!,
    named: (name: string): ExperimentEntity | undefined => read(entityByName.get(name)),
    insert: (name: string, location: string | null, at: number): number => insert.get({ name, location, at })!.id,
    rename: (id: number, name: string, at: number) => rename.run(name, at, id),
    setLifecycle: (id: number, lifecycle: Lifecycle, at: number) => stage.run(lifecycle, at, id),
    /** Of at most so many of its runs; answers of how many. */
    setRunsLifecycle: (change: { id: number; from: Lifecycle; to: Lifecycle; deletedAt: number | null; limit: number }): number =>
      runsStage.run(change).changes,
    setTag: (id: number, key: string, value: string) => tag.run(id, key, value),
    deleteTag: (id: number, key: string): boolean => dropTag.run(id, key).changes > 0,
  };
}

export type ExperimentStore = ReturnType<typeof experimentStore>;
