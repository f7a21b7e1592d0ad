/** `createLoggedModels`: models that runs log, as MLflow 3 keeps them. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { checkArtifactPath, join, treePathOf } from '../artifacts/path.ts';
import type { ExperimentStore } from '../experiments/store.ts';
import { checkLength, cut, paramLimit, tagLimit } from '../limits.ts';
import type { News } from '../news.ts';
import type { KeyValue } from '../runs/entity.ts';
import { randomName } from '../runs/names.ts';
import type { RunStore } from '../runs/store.ts';
import { type LoggedModel, type ModelStatus, modelEntities } from './entity.ts';
import { type ModelLink, type ModelLinks, modelLinks } from './links.ts';
import { type ModelPage, type ModelSearch, modelSearch } from './search.ts';

export interface LoggedModels extends Pick<ModelLinks, 'inputs' | 'outputs'> {
  /** Without a name it gets a random one. EXPERIMENT_NOT_FOUND, EXPERIMENT_DELETED, LOGGED_MODEL_NAME_INVALID. */
  create(about: {
    experimentId: string;
    name?: string;
    modelType?: string;
    sourceRunId?: string;
    tags?: readonly KeyValue[];
    params?: readonly KeyValue[];
  }): Promise<LoggedModel>;
  /** LOGGED_MODEL_NOT_FOUND, here and below; a deleted one is shown only to who asks for it. */
  get(modelId: string, options?: { deleted: boolean }): LoggedModel;
  finish(modelId: string, status: ModelStatus): Promise<LoggedModel>;
  delete(modelId: string): Promise<void>;
  setTags(modelId: string, tags: readonly KeyValue[]): Promise<void>;
  /** TAG_NOT_FOUND. */
  deleteTag(modelId: string, key: string): Promise<void>;
  logParams(modelId: string, params: readonly KeyValue[]): Promise<void>;
  /** TRACKING_FILTER_INVALID. */
  search(search: ModelSearch): ModelPage;
  /** The run made these. RUN_NOT_FOUND, RUN_DELETED. */
  logOutputs(runId: string, models: readonly ModelLink[]): Promise<void>;
  /** Where an artifact of the model lies in the tree. ARTIFACT_PATH_INVALID. */
  path(modelId: string, path: string): string;
  /** Those that a run made, as its page shows them. */
  ofRun(runId: string): { modelId: string; name: string; status: ModelStatus; step: number }[];
}

interface Stores {
  runs: RunStore;
  experiments: ExperimentStore;
}

const keyLimit = 255;

export function createLoggedModels({ storage, clock }: Pick<Core, 'storage' | 'clock'>, stores: Stores, news: News): LoggedModels {
  const { db, write } = storage;
  const entities = modelEntities(db);
  const links = modelLinks(db);
  const find = db.prepare<[string], { id: number; lifecycle_stage: string; source_run_id: string }>(
    'SELECT id, lifecycle_stage, source_run_id FROM logged_models WHERE model_id = ?',
  );
  const insert = db.prepare<[string, number, string, string, string, number, number]>(
    `INSERT INTO logged_models (model_id, experiment, name, status, model_type, source_run_id, creation_time, last_updated_time)
     VALUES (?, ?, ?, 'PENDING', ?, ?, ?, ?)`,
  );
  const setStatus = db.prepare<[ModelStatus, number, number]>('UPDATE logged_models SET status = ?, last_updated_time = ? WHERE id = ?');
  const remove = db.prepare<[number, number]>("UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_time = ? WHERE id = ?");
  const upsert = (table: string) =>
    db.prepare<[number, string, string]>(`INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`);
  const tag = upsert('logged_model_tags');
  const param = upsert('logged_model_params');
  const dropTag = db.prepare<[number, string]>('DELETE FROM logged_model_tags WHERE model = ? AND key = ?');
  const made = db.prepare<[string], { modelId: string; name: string; status: ModelStatus; step: number }>(
    `SELECT m.model_id AS modelId, m.name, m.status, max(l.step) AS step FROM runs r JOIN run_models l ON l.run = r.id AND l.role = 'output'
     JOIN logged_models m ON m.model_id = l.model_id AND m.lifecycle_stage = 'active' WHERE r.run_id = ? GROUP BY m.id ORDER BY step, m.id`,
  );

  function known(modelId: string, deleted = false) {
    const model = find.get(modelId);
    if (!model || (model.lifecycle_stage === 'deleted' && !deleted)) throw new BancadaError('LOGGED_MODEL_NOT_FOUND', { model: cut(modelId, 100) });
    return model;
  }
  const get = (modelId: string, { deleted } = { deleted: false }) => entities([known(modelId, deleted).id])[0]!;

  async function change(modelId: string, apply: (model: number) => void): Promise<void> {
    const { source_run_id: run } = known(modelId);
    await write(() => apply(known(modelId).id));
    if (run) news(run);
  }

  return {
    ...links,
    async create({ experimentId, name, modelType = '', sourceRunId = '', tags = [], params = [] }) {
      if (name !== undefined) checkName(name);
      const [checkedTags, checkedParams] = [checked(tags, tagLimit), checked(params, paramLimit)];
      const modelId = `m-${randomBytes(16).toString('hex')}`;
      await write(() => {
        const experiment = stores.experiments.writable(experimentId).experiment_id;
        const now = clock.now();
        const id = Number(insert.run(modelId, experiment, name ?? randomName(), modelType, sourceRunId, now, now).lastInsertRowid);
        for (const { key, value } of checkedTags) tag.run(id, key, value);
        for (const { key, value } of checkedParams) param.run(id, key, value);
      });
      if (sourceRunId) news(sourceRunId);
      return get(modelId);
    },
    get,
    async finish(modelId, status) {
      await change(modelId, (id) => setStatus.run(status, clock.now(), id));
      return get(modelId);
    },
    delete: (modelId) => change(modelId, (id) => remove.run(clock.now(), id)),
    async setTags(modelId, tags) {
      const all = checked(tags, tagLimit);
      await change(modelId, (id) => {
        for (const { key, value } of all) tag.run(id, key, value);
      });
    },
    deleteTag: (modelId, key) =>
      change(modelId, (id) => {
        if (dropTag.run(id, key).changes === 0) throw new BancadaError('TAG_NOT_FOUND', { key: cut(key, keyLimit), of: 'model', id: modelId });
      }),
    async logParams(modelId, params) {
      const all = checked(params, paramLimit);
      await change(modelId, (id) => {
        for (const { key, value } of all) param.run(id, key, value);
      });
    },
    search: modelSearch(db, entities),
    async logOutputs(runId, models) {
      await write(() => links.write(stores.runs.writable(runId).id, 'output', models));
      news(runId);
    },
    path(modelId, path) {
      const { artifactUri, experimentId } = get(modelId);
      // An experiment whose artifacts live in a cloud keeps nothing here.
      return join(treePathOf(artifactUri) ?? `${experimentId}/models/${modelId}/artifacts`, checkArtifactPath(path));
    },
    ofRun: (runId) => made.all(runId),
  };
}

function checkName(name: string): void {
  if (name === '' || /[/:.%"']/.test(name)) throw new BancadaError('LOGGED_MODEL_NAME_INVALID', { name: cut(name, 200) });
  checkLength(name, 500, 'name');
}

function checked(given: readonly KeyValue[], limit: number): KeyValue[] {
  return given.map(({ key, value }) => {
    if (key === '') throw new BancadaError('TRACKING_KEY_INVALID', { field: 'key', key, why: 'empty' });
    checkLength(key, keyLimit, 'key');
    return { key, value: cut(value, limit) };
  });
}
