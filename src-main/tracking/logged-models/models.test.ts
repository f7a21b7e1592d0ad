import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../index.ts';
import type { ModelSearch } from './search.ts';

let test: ReturnType<typeof openTestCore>;
let tracking: TrackingDomain;
let now: number;
beforeEach(() => {
  now = 1000;
  test = openTestCore({ now: () => now++ });
  tracking = createTracking(test.core);
});
afterEach(() => test.dispose());

const models = () => tracking.loggedModels;
const create = (name: string, about: Partial<Parameters<TrackingDomain['loggedModels']['create']>[0]> = {}) =>
  models().create({ experimentId: '0', name, ...about });
const found = (search: Partial<ModelSearch> = {}) =>
  models()
    .search({ experimentIds: ['0'], filter: '', datasets: [], orderBy: [], limit: 50, offset: 0, ...search })
    .models.map(({ name }) => name);
const by = (field: string, ascending = true) => ({ field, ascending, datasetName: null, datasetDigest: null });
const point = (modelId: string, key: string, value: number, step = 0, datasetName: string | null = null) => ({
  key,
  value,
  step,
  timestamp: 1000 + step,
  ofModel: { modelId, datasetName, datasetDigest: datasetName && `${datasetName}-1` },
});

describe('a logged model', () => {
  it('begins as pending, with an id and a place of its own', async () => {
    const made = await create('árvore', { params: [{ key: 'p', value: '1' }], tags: [{ key: 't', value: 'x' }], modelType: 'agent' });
    expect(made.modelId).toMatch(/^m-[0-9a-f]{32}$/);
    expect(made).toMatchObject({ status: 'PENDING', artifactUri: `mlflow-artifacts:/0/models/${made.modelId}/artifacts`, modelType: 'agent' });
    expect(models().path(made.modelId, 'MLmodel')).toBe(`0/models/${made.modelId}/artifacts/MLmodel`);
    expect(await models().finish(made.modelId, 'READY')).toMatchObject({ status: 'READY', createdAt: made.createdAt, updatedAt: made.createdAt + 1 });
  });

  it.each(['', 'a/b', 'a:b', 'a.b', 'a%b', 'a"b', "a'b"])('is not called %j', async (name) => {
    await expect(create(name)).rejects.toThrow(/LOGGED_MODEL_NAME_INVALID/);
  });

  it('needs an experiment that is there and active', async () => {
    await expect(create('a', { experimentId: '99' })).rejects.toThrow(/EXPERIMENT_NOT_FOUND/);
    await tracking.experiments.delete('0');
    await expect(create('a')).rejects.toThrow(/EXPERIMENT_DELETED/);
  });

  it('is gone once deleted, for everyone who does not ask for deleted ones', async () => {
    const { modelId } = await create('a');
    await models().delete(modelId);
    expect(() => models().get(modelId)).toThrow(/LOGGED_MODEL_NOT_FOUND/);
    await expect(models().setTags(modelId, [])).rejects.toThrow(/LOGGED_MODEL_NOT_FOUND/);
    expect(models().get(modelId, { deleted: true }).name).toBe('a');
    expect(found()).toEqual([]);
  });

  it('keeps the last value of a tag and of a param, and reads from a tag which versions were made of it', async () => {
    const { modelId } = await create('a', { params: [{ key: 'p', value: '1' }] });
    await models().logParams(modelId, [{ key: 'p', value: '2' }]);
    await models().setTags(modelId, [
      { key: 'mlflow.modelVersions', value: '[{"name": "m", "version": "3"}]' },
      { key: 'x', value: '1' },
      { key: 'x', value: '2' },
    ]);
    expect(models().get(modelId)).toMatchObject({ params: [{ key: 'p', value: '2' }], registrations: [{ name: 'm', version: '3' }] });
    await models().deleteTag(modelId, 'x');
    await expect(models().deleteTag(modelId, 'x')).rejects.toThrow(/TAG_NOT_FOUND/);
    await models().setTags(modelId, [{ key: 'mlflow.modelVersions', value: 'not json' }]);
    expect(models().get(modelId).registrations).toEqual([]);
  });

  it('has the metrics that runs logged for it, with the data set, and NaN, each once', async () => {
    const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
    const { modelId } = await create('a', { sourceRunId: run });
    const batch = [point(modelId, 'acc', 0.5, 1, 'treino'), point(modelId, 'loss', Number.NaN), point(`m-${'0'.repeat(32)}`, 'acc', 1)];
    await tracking.log.batch(run, { metrics: batch });
    await tracking.log.batch(run, { metrics: batch });
    await tracking.log.metric(run, point(modelId, 'acc', 0.7, 1, 'teste'));
    expect(models().get(modelId).metrics).toEqual([
      { key: 'acc', value: 0.7, step: 1, timestamp: 1001, runId: run, datasetName: 'teste', datasetDigest: 'teste-1' },
      { key: 'acc', value: 0.5, step: 1, timestamp: 1001, runId: run, datasetName: 'treino', datasetDigest: 'treino-1' },
      { key: 'loss', value: Number.NaN, step: 0, timestamp: 1000, runId: run, datasetName: '', datasetDigest: '' },
    ]);
  });

  it('is among what its run made, and what another read', async () => {
    const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
    const { modelId } = await create('a', { sourceRunId: run });
    await models().logOutputs(run, [
      { modelId, step: 0 },
      { modelId, step: 5 },
      { modelId, step: 5 },
    ]);
    await tracking.inputs.log(run, { datasets: [], models: ['m-other'] });
    expect(models().outputs(run)).toEqual([
      { modelId, step: 0 },
      { modelId, step: 5 },
    ]);
    expect(models().inputs(run)).toEqual([{ modelId: 'm-other', step: 0 }]);
    expect(models().ofRun(run)).toEqual([{ modelId, name: 'a', status: 'PENDING', step: 5 }]);
    await expect(models().logOutputs('f'.repeat(32), [])).rejects.toThrow(/RUN_NOT_FOUND/);
  });
});

describe('a search', () => {
  beforeEach(async () => {
    const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
    for (const [i, name] of ['a', 'b', 'c', 'd'].entries()) {
      const { modelId } = await create(name, {
        params: [{ key: 'depth', value: String(i) }],
        tags: [{ key: 'Team', value: `time ${name}` }],
        sourceRunId: run,
      });
      if (name === 'd') continue;
      await tracking.log.batch(run, { metrics: [point(modelId, 'acc', 1, 0, 'treino'), point(modelId, 'acc', i / 10, 1, 'teste')] });
    }
    await models().finish((await create('e')).modelId, 'READY');
  });

  it('gives the newest first', () => {
    expect(found()).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(found({ experimentIds: ['7', 'x', ''] })).toEqual([]);
  });

  it.each([
    ["name = 'a'", ['a']],
    ["name != 'a' AND name != 'e'", ['d', 'c', 'b']],
    ["name LIKE 'A'", []],
    ["name ILIKE 'A'", ['a']],
    ["name IN ('a', 'c')", ['c', 'a']],
    ["name NOT IN ('a', 'c')", ['e', 'd', 'b']],
    ["status = 'READY'", ['e']],
    ["params.depth = '2'", ['c']],
    ["params.`depth` != '2'", ['d', 'b', 'a']],
    ["tags.Team LIKE 'time%' AND params.depth = '1'", ['b']],
    ['metrics.acc < 0.15', ['b', 'a']],
    ['metrics.acc >= 1', ['c', 'b', 'a']],
    ['metrics.nada > 0', []],
    ['creation_time > 0 AND last_updated_timestamp < 9999999', ['e', 'd', 'c', 'b', 'a']],
  ])('finds by %s', (filter, names) => {
    expect(found({ filter })).toEqual(names);
  });

  it('looks at metrics on the data sets that it is given', () => {
    const on = (name: string, digest: string | null = null) => [{ name, digest }];
    expect(found({ datasets: on('teste') })).toEqual(['c', 'b', 'a']);
    expect(found({ datasets: on('teste', 'outro') })).toEqual([]);
    expect(found({ filter: 'metrics.acc >= 1', datasets: on('teste') })).toEqual([]);
    expect(found({ filter: 'metrics.acc >= 1', datasets: on('treino', 'treino-1') })).toEqual(['c', 'b', 'a']);
  });

  it('orders by attributes and by the newest value of a metric, without a value last', () => {
    expect(found({ orderBy: [by('name')] })).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(found({ orderBy: [by('metrics.acc', false)] })).toEqual(['c', 'b', 'a', 'e', 'd']);
    expect(found({ orderBy: [by('metrics.acc'), by('name')] })).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(found({ orderBy: [{ ...by('metrics.acc'), datasetName: 'treino' }, by('name', false)] })).toEqual(['c', 'b', 'a', 'e', 'd']);
    for (const field of ['nada', 'params.depth', 'tags.x; DROP TABLE runs'])
      expect(() => found({ orderBy: [by(field)] })).toThrow(/TRACKING_FILTER_INVALID/);
    expect(() => found({ filter: 'nada = 1' })).toThrow(/TRACKING_FILTER_INVALID/);
  });

  it('pages without gaps or repeats', () => {
    for (const limit of [1, 2, 3, 5]) {
      const seen: string[] = [];
      for (let offset = 0, more = true; more; offset += limit) {
        const page = models().search({ experimentIds: ['0'], filter: '', datasets: [], orderBy: [], limit, offset });
        seen.push(...page.models.map(({ name }) => name));
        more = page.isMore;
      }
      expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
    }
  });
});
