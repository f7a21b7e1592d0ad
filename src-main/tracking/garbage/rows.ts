/**
 * What may be collected, in SQL. A deleted run stays as long as something else needs it: a registered version that came from it or whose files lie
 * among its artifacts, or a pipeline that is still running. A deleted experiment stays as long as one of its runs does, or a version's files lie in it.
 */
import type Sqlite from 'better-sqlite3';

export interface CollectableRun {
  id: number;
  runId: string;
  experiment: number;
  artifactLocation: string;
  deletedAt: number;
}

export interface CollectableModel {
  id: number;
  modelId: string;
  experiment: number;
  artifactLocation: string;
}

/** Whether a version's files lie at or below an address: '0' comes right after the slash. */
const filesOfVersionBelow = (place: string) =>
  `EXISTS (SELECT 1 FROM model_versions v WHERE v.source = ${place} OR v.download_uri = ${place}
     OR (v.source >= ${place} || '/' AND v.source < ${place} || '0') OR (v.download_uri >= ${place} || '/' AND v.download_uri < ${place} || '0'))`;
const needed = 'r.run_id IN (SELECT value FROM json_each(@needed))';
const modelNeeded = 'EXISTS (SELECT 1 FROM model_versions v WHERE v.model_id = m.model_id)';
const old = "r.lifecycle_stage = 'deleted' AND r.deleted_time <= @before";

export function garbageRows(db: Sqlite.Database) {
  const versions = db.prepare<[], { source: string; uri: string; run: string | null }>(
    'SELECT source, download_uri AS uri, tracking_run_id AS run FROM model_versions',
  );
  const busy = db
    .prepare<[], string>(
      `SELECT tracking_run_id FROM pipeline_runs WHERE status IN ('pending', 'running') AND tracking_run_id IS NOT NULL
       UNION SELECT s.tracking_run_id FROM step_runs s JOIN pipeline_runs p USING (run_id)
       WHERE p.status IN ('pending', 'running') AND s.tracking_run_id IS NOT NULL`,
    )
    .pluck();
  const collectable = db.prepare<{ before: number; needed: string; limit: number; time: number; id: number }, CollectableRun>(
    `SELECT r.id, r.run_id AS runId, e.experiment_id AS experiment, e.artifact_location AS artifactLocation, r.deleted_time AS deletedAt
     FROM runs r JOIN experiments e USING (experiment_id) 
     WHERE ${old} AND (r.deleted_time, r.id) > (@time, @id) AND NOT ${needed} ORDER BY r.deleted_time, r.id LIMIT @limit`,
  );
  const kept = db.prepare<{ before: number; needed: string }, number>(`SELECT count(*) FROM runs r WHERE ${old} AND ${needed}`).pluck();
  const models = db.prepare<{ before: number; limit: number }, CollectableModel>(
    `SELECT m.id, m.model_id AS modelId, e.experiment_id AS experiment, e.artifact_location AS artifactLocation
     FROM logged_models m JOIN experiments e ON e.experiment_id = m.experiment
     WHERE m.lifecycle_stage = 'deleted' AND m.last_updated_time <= @before AND NOT ${modelNeeded} LIMIT @limit`,
  );
  const modelsOf = db.prepare<[number], string>('SELECT model_id FROM logged_models WHERE experiment = ?').pluck();
  const dropModel = db.prepare<[number]>('DELETE FROM logged_models WHERE id = ?');
  const experiments = db.prepare<{ before: number; needed: string }, { id: number; artifactLocation: string }>(
    `SELECT e.experiment_id AS id, e.artifact_location AS artifactLocation FROM experiments e
     WHERE e.lifecycle_stage = 'deleted' AND e.last_update_time <= @before AND e.experiment_id <> 0 AND NOT ${filesOfVersionBelow('e.artifact_location')}
       AND NOT ${filesOfVersionBelow("'mlflow-artifacts:/' || e.experiment_id")}
       AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.experiment_id = e.experiment_id AND NOT (${old} AND NOT ${needed}))
       AND NOT EXISTS (SELECT 1 FROM logged_models m WHERE m.experiment = e.experiment_id AND ${modelNeeded})`,
  );

  const ofRun = ['dataset_input_tags', 'dataset_inputs', 'params', 'tags', 'latest_metrics'].map((table) =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE run = ?`),
  );
  const dropRun = db.prepare<[number]>('DELETE FROM runs WHERE id = ?');
  const leavePoints = db.prepare<[number]>('INSERT INTO collected_runs VALUES (?)');
  const ofExperiment = ['datasets', 'experiment_tags'].map((table) => db.prepare<[number]>(`DELETE FROM ${table} WHERE experiment = ?`));
  const remember = db.prepare<[string]>(
    `INSERT INTO meta VALUES ('last-experiment', ?) ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`,
  );
  const dropExperiment = db.prepare<[number]>('DELETE FROM experiments WHERE experiment_id = ?');

  const withPoints = db.prepare<[], number>('SELECT run FROM collected_runs LIMIT 1').pluck();
  const upTo = db.prepare<[number, number], { key: string; step: number }>(
    'SELECT key, step FROM metrics WHERE run = ? ORDER BY key, step LIMIT 1 OFFSET ?',
  );
  const dropPoints = db.prepare<[number, string, number]>('DELETE FROM metrics WHERE run = ? AND (key, step) <= (?, ?)');
  const dropAllPoints = db.prepare<[number]>('DELETE FROM metrics WHERE run = ?');
  const done = db.prepare<[number]>('DELETE FROM collected_runs WHERE run = ?');

  /** Any part of a version's address may name a run: better one too many than one too few. */
  function neededRuns(): string {
    const runs = new Set(busy.all());
    for (const { source, uri, run } of versions.iterate()) {
      if (run !== null) runs.add(run);
      for (const part of [...source.split('/'), ...uri.split('/')]) runs.add(part);
    }
    return JSON.stringify([...runs]);
  }

  return {
    models: (before: number, limit: number) => models.all({ before, limit }),
    modelsOf: (experiment: number) => modelsOf.all(experiment),
    forgetModel: (id: number) => void dropModel.run(id),
    /** Those deleted first come first; a further page starts after a run of the one before. */
    runs: (before: number, limit: number, after?: CollectableRun) =>
      collectable.all({ before, needed: neededRuns(), limit, time: after?.deletedAt ?? Number.MIN_SAFE_INTEGER, id: after?.id ?? 0 }),
    kept: (before: number) => kept.get({ before, needed: neededRuns() })!,
    /** Those whose last runs would be collected too. */
    experiments: (before: number) => experiments.all({ before, needed: neededRuns() }),
    forgetRun(id: number): void {
      for (const statement of ofRun) statement.run(id);
      leavePoints.run(id);
      dropRun.run(id);
    },
    forgetExperiment(id: number): void {
      for (const statement of ofExperiment) statement.run(id);
      remember.run(String(id));
      dropExperiment.run(id);
    },
    /** Some of the points that collected runs left behind; false when there are none. */
    forgetPoints(atMost: number): boolean {
      const run = withPoints.get();
      if (run === undefined) return false;
      const last = upTo.get(run, atMost);
      if (last) dropPoints.run(run, last.key, last.step);
      else {
        dropAllPoints.run(run);
        done.run(run);
      }
      return true;
    },
  };
}
