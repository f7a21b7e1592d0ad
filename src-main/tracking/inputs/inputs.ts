/** `createInputs`: the data sets that runs read. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { checkLength } from '../limits.ts';
import { modelLinks } from '../logged-models/links.ts';
import type { News } from '../news.ts';
import type { KeyValue } from '../runs/entity.ts';
import type { RunStore } from '../runs/store.ts';
import { datasetContextTag } from '../tags.ts';

export interface Dataset {
  name: string;
  digest: string;
  sourceType: string;
  source: string;
  schema: string | null;
  profile: string | null;
}

export interface DatasetInput {
  dataset: Dataset;
  tags: readonly KeyValue[];
}

export interface DatasetSummary {
  experimentId: string;
  name: string;
  digest: string;
  context: string | null;
}

export interface Inputs {
  /** A data set is known by name and digest in its experiment; a run that read it already stays as it is. RUN_NOT_FOUND, RUN_DELETED, TRACKING_TOO_LONG. */
  log(runId: string, read: { datasets: readonly DatasetInput[]; models?: readonly string[] }): Promise<void>;
  /** What the run read. RUN_NOT_FOUND. */
  of(runId: string): DatasetInput[];
  /** The data sets that these experiments' runs read; at most a thousand. */
  summaries(experimentIds: readonly string[]): DatasetSummary[];
}

export const datasetDigestLimit = 36;
const limits = { name: 500, digest: datasetDigestLimit, source: 65_535, schema: 1_048_575, profile: 16_777_215, tagKey: 255, tagValue: 500 };

export function createInputs({ storage: { db, write } }: Pick<Core, 'storage'>, runs: RunStore, news: News): Inputs {
  const keep = db.prepare<[number, string, string, string, string, string | null, string | null]>(
    'INSERT INTO datasets (experiment, name, digest, source_type, source, schema, profile) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const links = modelLinks(db);
  const idOf = db.prepare<[number, string, string], number>('SELECT id FROM datasets WHERE experiment = ? AND name = ? AND digest = ?').pluck();
  const read = db.prepare<[number, number]>('INSERT INTO dataset_inputs VALUES (?, ?) ON CONFLICT DO NOTHING');
  const tag = db.prepare<[number, number, string, string]>(
    'INSERT INTO dataset_input_tags VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const ofRun = db.prepare<[number], Dataset & { tags: string }>(
    `SELECT d.name, d.digest, d.source_type AS sourceType, d.source, d.schema, d.profile,
            (SELECT json_group_array(json_object('key', t.key, 'value', t.value)) FROM dataset_input_tags t WHERE t.run = i.run AND t.dataset = d.id) AS tags
     FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset WHERE i.run = ? ORDER BY d.id`,
  );
  const summaries = db.prepare<[string], DatasetSummary>(
    `SELECT DISTINCT CAST(d.experiment AS TEXT) AS experimentId, d.name, d.digest, t.value AS context
     FROM datasets d JOIN dataset_inputs i ON i.dataset = d.id
     LEFT JOIN dataset_input_tags t ON t.run = i.run AND t.dataset = d.id AND t.key = '${datasetContextTag}'
     WHERE d.experiment IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) LIMIT 1000`,
  );

  return {
    async log(runId, { datasets, models = [] }) {
      for (const input of datasets) check(input);
      await write(() => {
        const run = runs.writable(runId);
        for (const { dataset, tags } of datasets) {
          const { name, digest, sourceType, source, schema, profile } = dataset;
          keep.run(run.experiment_id, name, digest, sourceType, source, schema, profile);
          const id = idOf.get(run.experiment_id, name, digest)!;
          if (read.run(run.id, id).changes === 0) continue;
          for (const { key, value } of tags) tag.run(run.id, id, key, value);
        }
        links.write(
          run.id,
          'input',
          models.map((modelId) => ({ modelId, step: 0 })),
        );
      });
      news(runId);
    },
    of: (runId) => ofRun.all(runs.known(runId).id).map(({ tags, ...dataset }) => ({ dataset, tags: JSON.parse(tags) as KeyValue[] })),
    summaries: (experimentIds) => summaries.all(JSON.stringify(experimentIds)),
  };
}

function check({ dataset, tags }: DatasetInput): void {
  for (const field of ['name', 'digest', 'source', 'schema', 'profile'] as const) checkLength(dataset[field] ?? '', limits[field], field);
  checkLength(dataset.sourceType, limits.name, 'source_type');
  for (const { key, value } of tags) {
    if (key === '') throw new BancadaError('TRACKING_KEY_INVALID', { field: 'key', key, why: 'empty' });
    checkLength(key, limits.tagKey, 'key');
    checkLength(value, limits.tagValue, 'value');
  }
}
