import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createChanges } from '../common/changes.ts';
import { openArtifacts, openDatabase } from '../storage/index.ts';
import { createTracking } from '../tracking/index.ts';
import { createRegistry } from './index.ts';

const mlmodel = `flavors:
  python_function: { loader_module: mlflow.sklearn }
  sklearn: { sklearn_version: 1.5.2 }
signature:
  inputs: '[{"type": "double", "name": "x", "required": true}]'
`;

async function lab() {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-register-'));
  const storage = openDatabase(join(folder, 'lab.db'));
  onTestFinished(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const artifacts = openArtifacts(join(folder, 'artifacts'));
  const core = { storage, artifacts, changes: createChanges(), clock: { now: () => Date.now() } };
  const tracking = createTracking(core);
  const runId = await tracking.startRun({ experiment: 'e', name: 'treino' });
  mkdirSync(join(folder, 'model'));
  writeFileSync(join(folder, 'model/MLmodel'), mlmodel);
  await tracking.attachArtifact(runId, 'model', await artifacts.take(join(folder, 'model')));
  return { registry: createRegistry(core, { tracking }), tracking, runId };
}

it('makes the model and a version of what the run logged, and the run says so', async () => {
  const { registry, tracking, runId } = await lab();
  expect(await registry.registerRun({ name: 'voos', runId, path: 'model' }, { by: 'user' })).toEqual({ name: 'voos', version: '1' });
  expect(await registry.registerRun({ name: 'voos', runId, path: 'model' }, { by: 'user' })).toEqual({ name: 'voos', version: '2' });
  const version = registry.version('voos', '1');
  expect(version).toMatchObject({ trackingRunId: runId, flavors: ['python_function', 'sklearn'], servable: false });
  expect(version.signature.map(({ name }) => name)).toEqual(['x']);
  expect(version.digest).not.toBeNull();
  expect(JSON.parse(tracking.run(runId).tags['mlflow.modelVersions'] ?? '')).toEqual([
    { name: 'voos', version: '1' },
    { name: 'voos', version: '2' },
  ]);
});

it('makes no model of what is not there', async () => {
  const { registry, runId } = await lab();
  await expect(registry.registerRun({ name: 'voos', runId, path: 'nada' }, { by: 'user' })).rejects.toMatchObject({ code: 'ARTIFACT_NOT_FOUND' });
  await expect(registry.registerRun({ name: 'voos', runId: 'x', path: 'model' }, { by: 'user' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  expect(registry.models()).toEqual([]);
});

it('makes a version of a model that the run logged as MLflow 3 does', async () => {
  const { registry, tracking, runId } = await lab();
  const { modelId } = await tracking.loggedModels.create({ experimentId: tracking.run(runId).experimentId, name: 'clf', sourceRunId: runId });
  await tracking.artifacts.tree.put(
    tracking.loggedModels.path(modelId, 'MLmodel'),
    (async function* () {
      yield Buffer.from(mlmodel);
    })(),
  );
  await registry.registerRun({ name: 'voos', runId, modelId, path: '' }, { by: 'user' });
  expect(registry.version('voos', '1')).toMatchObject({ modelId, trackingRunId: runId, flavors: ['python_function', 'sklearn'] });
});
