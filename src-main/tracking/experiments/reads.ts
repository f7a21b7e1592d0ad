/** `experimentsList`: experiments as they are listed, with how many runs each has. It counts runs, so it is read in a thread. */
import type { Experiment } from '../../contract/tracking.ts';
import { readQuery } from '../../storage/read-query.ts';
import type { LifecycleView } from './experiments.ts';

interface ListedRow extends Omit<Experiment, 'tags'> {
  tags: string;
}

const sql = `
  SELECT CAST(e.experiment_id AS TEXT) AS experimentId, e.name, e.lifecycle_stage AS lifecycle, e.artifact_location AS artifactLocation,
         e.creation_time AS createdAt,
         (SELECT count(*) FROM runs r WHERE r.experiment_id = e.experiment_id AND r.lifecycle_stage = e.lifecycle_stage) AS runs,
         max(e.last_update_time, ifnull((SELECT max(r.start_time) FROM runs r
                                         WHERE r.experiment_id = e.experiment_id AND r.lifecycle_stage = e.lifecycle_stage), 0)) AS updatedAt,
         (SELECT json_group_object(key, value) FROM experiment_tags WHERE experiment = e.experiment_id) AS tags
  FROM experiments e WHERE @view = 'all' OR e.lifecycle_stage = @view ORDER BY updatedAt DESC, e.experiment_id DESC`;

export const experimentsList = readQuery<{ view: LifecycleView }>('tracking.experimentsList', (db, { view }) => {
  const rows = db.prepare<{ view: LifecycleView }, ListedRow>(sql).all({ view });
  return JSON.stringify(rows.map((row): Experiment => ({ ...row, tags: JSON.parse(row.tags) as Record<string, string> })));
});
