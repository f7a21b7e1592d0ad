import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestRegistry, type TestRegistry } from './test-support/registry.ts';

let lab: TestRegistry;
let runId: string;
beforeEach(async () => {
  lab = openTestRegistry();
  await lab.registry.create({ name: 'voos' }, { by: 'mlflow' });
  runId = await lab.tracking.startRun({ experiment: 'e', name: 'treino' });
});
afterEach(() => lab.dispose());

const create = (source: string, more: object = {}) => lab.registry.createVersion({ name: 'voos', source, ...more }, { by: 'mlflow' });

const mlmodel = `artifact_path: model
flavors:
  python_function: {loader_module: mlflow.sklearn, model_path: model.pkl}
  sklearn: {sklearn_version: 1.5.0}
saved_input_example_info: {artifact_path: input_example.json, pandas_orient: split, type: dataframe}
signature:
  inputs: '[{"type": "float", "name": "distancia", "required": true}, {"type": "string", "name": "dia", "required": false}]'
  outputs: '[{"type": "tensor"}]'
`;

describe('a version of what Python logged', () => {
  it('says what its MLmodel says, in our words where they exist, and what the run measured', async () => {
    const files = {
      MLmodel: mlmodel,
      'model.pkl': 'x',
      'input_example.json': '{"columns": ["distancia", "dia"], "data": [[3.5, "seg"], [1, "ter"]]}',
    };
    await lab.tracking.attachArtifact(runId, 'model', await lab.folder(files));
    await lab.tracking.logBatch(runId, {
      metrics: [
        { key: 'f1', value: 0.9, step: 0, timestamp: 1 },
        { key: 'ruim', value: Number.NaN, step: 0, timestamp: 1 },
      ],
    });
    const source = `${lab.tracking.artifacts.uri(runId)}/model`;
    expect(await create(source, { runId, description: 'v1', runLink: 'http://x/run', tags: [{ key: 'k', value: 'v' }] })).toMatchObject({
      version: '1',
      source,
      trackingRunId: runId,
      runId: null,
      runLink: 'http://x/run',
      description: 'v1',
      tags: { k: 'v' },
      stage: 'None',
      status: 'READY',
      algorithm: '',
      flavors: ['python_function', 'sklearn'],
      servable: false,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: mlmodel.length + 1 + files['input_example.json'].length,
      metrics: { f1: 0.9 },
      signature: [
        { name: 'distancia', type: 'double' },
        { name: 'dia', type: 'string', optional: true },
      ],
      inputExample: { distancia: 3.5, dia: 'seg' },
    });
    expect(lab.registry.downloadUri('voos', '1')).toBe(source);
    expect(() => lab.registry.folder(lab.registry.resolve('voos'))).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_SERVABLE', data: { name: 'voos', version: '1', flavors: 'python_function, sklearn' } }),
    );
  });

  it.each([
    ['is no YAML', 'a: [', []],
    ['names no flavors', 'a: 1', []],
    ['has a signature of tensors', `flavors: {onnx: {}}\nsignature: {inputs: '[{"type": "tensor", "tensor-spec": {}}]'}`, ['onnx']],
    ['has a signature with a date', `flavors: {sklearn: {}}\nsignature: {inputs: '[{"type": "datetime", "name": "d"}]'}`, ['sklearn']],
    ['has a signature that is no JSON', "flavors: {sklearn: {}}\nsignature: {inputs: 'x'}", ['sklearn']],
    ['asks for code when read', 'flavors: {sklearn: !!python/object/apply:os.system ["true"]}', ['sklearn']],
  ])('is registered all the same when its MLmodel %s', async (_, text, flavors) => {
    await lab.tracking.attachArtifact(runId, 'model', await lab.folder({ MLmodel: text }));
    expect(await create(`runs:/${runId}/model`, { runId })).toMatchObject({ flavors, signature: [], inputExample: {}, servable: false });
  });

  it('need not have files or a run in the lab', async () => {
    for (const source of [`runs:/${runId}/nada`, 'runs:/run_id/model', 's3://bucket/m', 'mlflow-artifacts:/9/nada']) {
      expect(await create(source, { runId: 'run_id_1' })).toMatchObject({
        source,
        digest: null,
        flavors: [],
        trackingRunId: 'run_id_1',
        metrics: {},
      });
    }
  });

  it('may be a model of our own, and is then served like any', async () => {
    const own = await lab.ownModel(1);
    await lab.tracking.attachArtifact(runId, 'model', { digest: own, kind: 'folder', bytes: 1 });
    const version = await create(`runs:/${runId}/model`, { runId });
    expect(version).toMatchObject({ algorithm: 'majority', servable: true, digest: own, flavors: ['bancada'] });
    expect(lab.registry.folder(version)).toContain(own);
  });

  it('keeps its files when those of the run are changed', async () => {
    await lab.tracking.attachArtifact(runId, 'model', await lab.folder({ MLmodel: mlmodel }));
    const { digest } = await create(`runs:/${runId}/model`, { runId });
    await lab.tracking.attachArtifact(runId, 'model', await lab.folder({ MLmodel: 'flavors: {other: {}}' }));
    expect((await create(`runs:/${runId}/model`, { runId })).digest).not.toBe(digest);
    expect(lab.registry.version('voos', '1').digest).toBe(digest);
  });

  it('of a logged model leads to its files and its run, and the logged model knows of it', async () => {
    const { experimentId } = lab.tracking.run(runId);
    const { modelId, artifactUri } = await lab.tracking.loggedModels.create({ experimentId, name: 'm', sourceRunId: runId });
    await lab.tracking.artifacts.tree.attach(lab.tracking.loggedModels.path(modelId, ''), await lab.folder({ MLmodel: mlmodel }));
    expect(await create(`models:/${modelId}`, { modelId })).toMatchObject({ modelId, trackingRunId: runId, flavors: ['python_function', 'sklearn'] });
    expect(lab.registry.downloadUri('voos', '1')).toBe(artifactUri);
    await create(artifactUri, { modelId });
    expect(lab.tracking.loggedModels.get(modelId).registrations).toEqual([
      { name: 'voos', version: '1' },
      { name: 'voos', version: '2' },
    ]);
    await expect(create('models:/m-nada')).rejects.toMatchObject({ code: 'LOGGED_MODEL_NOT_FOUND' });
    await expect(create(`models:/${modelId}`, { modelId: 'm-outro' })).rejects.toThrow();
  });
});

describe('a copy of a version', () => {
  beforeEach(async () => {
    await create('runs:/run_id/model', { runId: 'run_id_1', description: 'v1' });
    await lab.registry.create({ name: 'outro' }, { by: 'mlflow' });
    await lab.registry.setAlias('voos', 'champion', '1', 'user');
    await lab.registry.moveToStage('voos', '1', 'Production', false, { by: 'user' });
  });

  it.each(['models:/voos/1', 'models:/voos@champion', 'models:/voos/Production', 'models:/voos/latest'])(
    'by %s names the version itself',
    async (source) => {
      const copy = await lab.registry.createVersion({ name: 'outro', source }, { by: 'mlflow' });
      expect(copy).toMatchObject({ name: 'outro', version: '1', source: 'models:/voos/1', trackingRunId: 'run_id_1', aliases: [], stage: 'None' });
      expect(lab.registry.downloadUri('outro', '1')).toBe('runs:/run_id/model');
      expect(lab.registry.lineage('outro', '1').copiedFrom).toEqual({ name: 'voos', version: '1' });
      expect(lab.registry.lineage('voos', '1').copies).toEqual([{ name: 'outro', version: '1' }]);
    },
  );

  it('of a model of ours can be served', async () => {
    await lab.registry.register({ name: 'pinguins', digest: await lab.ownModel(1), runId: 'p', trackingRunId: runId, metrics: { f1: 1 } });
    const copy = await lab.registry.createVersion({ name: 'outro', source: 'models:/pinguins/1' }, { by: 'mlflow' });
    expect(copy).toMatchObject({ algorithm: 'majority', servable: true, metrics: { f1: 1 }, runId: 'p', trackingRunId: runId });
  });

  it.each([
    ['models:/nada/1', 'MODEL_NOT_FOUND'],
    ['models:/voos/7', 'VERSION_NOT_FOUND'],
    ['models:/voos@nada', 'ALIAS_NOT_FOUND'],
    ['models:/voos/Staging', 'VERSION_NOT_FOUND'],
    ['models:/voos/Nowhere', 'REGISTRY_INPUT_INVALID'],
  ])('of %s: %s', async (source, code) => {
    await expect(lab.registry.createVersion({ name: 'outro', source }, { by: 'mlflow' })).rejects.toMatchObject({ code });
    expect(lab.registry.model('outro').items).toEqual([]);
  });
});

it('takes no place for a source because of a tag', async () => {
  const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
  for (const source of ['file:///etc', '/etc', 'mlflow-artifacts:/../x', 'http://evil/a', 'dummy-source/../x', 'dummy-source ', 'DUMMY-SOURCE'])
    await expect(create(source, { tags })).rejects.toMatchObject({ code: 'REGISTRY_INPUT_INVALID' });
  await expect(create('dummy-source')).rejects.toMatchObject({ code: 'REGISTRY_INPUT_INVALID' });
  expect(await create('dummy-source', { tags })).toMatchObject({ source: 'dummy-source', digest: null });
});
