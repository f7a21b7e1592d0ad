/** Reads of experiments. */
import type { Experiment } from '../../contract/tracking.ts';
import type { Storage } from '../../storage/index.ts';
import type { LifecycleView } from './experiments.ts';

interface ListedRow extends Omit<Experiment, 'tags'> {
  tags: string;
}

export function experimentReads({ db }: Storage) {
  const list = db.prepare<{ view: LifecycleView }, ListedRow>(
    `SELECT CAST(e.experiment_id AS TEXT) AS experimentId, e.name, e.lifecycle_stage AS lifecycle, e.artifact_location AS artifactLocation,
            e.creation_time AS createdAt, count(r.id) AS runs, max(e.last_update_time, ifnull(max(r.start_time), 0)) AS updatedAt,
            (SELECT json_group_object(key, value) FROM experiment_tags WHERE experiment = e.experiment_id) AS tags
     FROM experiments e LEFT JOIN runs r ON r.experiment_id = e.experiment_id AND r.lifecycle_stage = e.lifecycle_stage
     WHERE @view = 'all' OR e.lifecycle_stage = @view GROUP BY e.experiment_id ORDER BY updatedAt DESC, e.experiment_id DESC`,
  );
  return {
    list: (view: LifecycleView): Experiment[] => list.all({ view }).map((row) => ({ ...row, tags: JSON.parse(row.tags) as Record<string, string> })),
  };
}
