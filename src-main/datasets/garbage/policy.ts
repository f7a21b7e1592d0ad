/** `collectable`: which versions a policy lets go, in SQL, so that the same words answer for a preview and, inside a change, for each version that goes. */
import type Sqlite from 'better-sqlite3';
import type { GcPolicy, GcPreview } from '../../contract/datasets.ts';

export interface Collectable {
  set: number;
  name: string;
  version: number;
  content: number;
  bytes: number;
  createdAt: number;
  trashed: number;
}

/** What was handed to somebody so lately may be about to be written down as read. */
export const graceMs = 3_600_000;
const dayMs = 86_400_000;

const readByRuns = 'EXISTS (SELECT 1 FROM run_data d WHERE d.digest = c.digest)';
const readByOpenRuns = `EXISTS (SELECT 1 FROM run_data d JOIN pipeline_runs p ON p.run_id = d.run_id WHERE d.digest = c.digest AND p.status IN ('pending', 'running'))`;
/** Through the pipeline's run or through what a client told tracking, which keeps only the beginning of a digest. */
const readByModels = `(EXISTS (SELECT 1 FROM run_data d JOIN model_versions m ON m.run_id = d.run_id WHERE d.digest = c.digest)
  OR EXISTS (SELECT 1 FROM datasets t JOIN dataset_inputs i ON i.dataset = t.id JOIN runs r ON r.id = i.run JOIN model_versions m ON m.tracking_run_id = r.run_id
             WHERE t.digest = substr(c.digest, 1, 36)))`;

export function collectable(db: Sqlite.Database) {
  const statement = db.prepare<Record<string, number>, Collectable>(
    `SELECT s.id AS "set", s.name, v.version, v.content, c.bytes, v.created_at AS createdAt, v.deleted_at IS NOT NULL AS trashed
     FROM data_set_versions v JOIN data_sets s ON s.id = v.data_set JOIN data_contents c ON c.id = v.content
     WHERE NOT s.shipped AND (@set IS NULL OR v.data_set = @set AND v.version = @version)
       AND c.used_at <= @used AND NOT ${readByOpenRuns}
       AND NOT (@runs AND ${readByRuns}) AND NOT (@models AND ${readByModels})
       AND CASE WHEN v.deleted_at IS NOT NULL THEN v.deleted_at <= @trashed ELSE
         v.version IS NOT s.current
         AND NOT (@tagged AND EXISTS (SELECT 1 FROM data_set_tags t WHERE t.data_set = v.data_set AND t.version = v.version))
         AND (SELECT count(*) FROM data_set_versions n WHERE n.data_set = v.data_set AND n.deleted_at IS NULL AND n.version > v.version) >= @last END
     ORDER BY s.name, v.version`,
  );
  const arguments_ = (policy: GcPolicy, now: number) => ({
    runs: Number(policy.keepUsedByRuns),
    models: Number(policy.keepUsedByModels),
    tagged: Number(policy.keepTagged),
    last: policy.keepLast,
    trashed: now - policy.trashDays * dayMs,
    used: now - graceMs,
  });

  return {
    all: (policy: GcPolicy, now: number): Collectable[] => statement.all({ ...arguments_(policy, now), set: null, version: null } as never),
    isStill: (policy: GcPolicy, now: number, { set, version }: Collectable): boolean =>
      statement.get({ ...arguments_(policy, now), set, version }) !== undefined,
  };
}

export function previewRows(found: readonly Collectable[]): GcPreview['versions'] {
  return found.map(({ name, version, bytes, createdAt, trashed }) => ({ name, version, bytes, createdAt, trashed: trashed === 1 }));
}
