import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackingDomain } from '../tracking/index.ts';
import { parseTarget, type RegistryDomain } from './index.ts';
import { openTestRegistry, type TestRegistry } from './test-support/registry.ts';

let lab: TestRegistry;
let tracking: TrackingDomain;
let registry: RegistryDomain;

beforeEach(() => {
  lab = openTestRegistry('file');
  ({ tracking, registry } = lab);
});
afterEach(() => lab.dispose());

async function register(seed = 1, name = 'pinguins') {
  const trackingRunId = await tracking.startRun({ experiment: 'e', name: 'treino' });
  return registry.register({ name, digest: await lab.ownModel(seed), runId: `run-${seed}`, trackingRunId, metrics: { f1: 0.5, ruim: Number.NaN } });
}

describe('registering', () => {
  it('reads algorithm, signature, example and size from the folder', async () => {
    const version = await register();
    expect(version).toMatchObject({
      name: 'pinguins',
      version: '1',
      algorithm: 'majority',
      description: 'o mais comum',
      metrics: { f1: 0.5 },
      endpoints: [],
    });
    expect(version.signature).toEqual([
      { name: 'massa', type: 'double' },
      { name: 'ilha', type: 'string', choices: ['Biscoe', 'Dream'] },
    ]);
    expect(version.inputExample).toEqual({ massa: 3000, ilha: 'Dream' });
    expect(version.bytes).toBeGreaterThan(500);
    expect(tracking.run(version.trackingRunId!).tags['mlflow.modelVersions']).toBe('[{"name":"pinguins","version":"1"}]');
  });

  it('counts versions per model', async () => {
    expect((await register(1)).version).toBe('1');
    expect((await register(2)).version).toBe('2');
    expect((await register(3, 'outro')).version).toBe('1');
    expect(registry.models().map((found) => [found.name, found.latestVersion, found.versions])).toEqual([
      ['outro', '1', 1],
      ['pinguins', '2', 2],
    ]);
  });

  it('gives the version that exists for the same bytes from the same run, and a new one from another run', async () => {
    const first = await register();
    const about = { name: 'pinguins', digest: first.digest!, runId: first.runId!, trackingRunId: first.trackingRunId, metrics: {} };
    expect((await registry.register(about)).version).toBe('1');
    expect((await registry.register({ ...about, trackingRunId: null, runId: 'x' })).version).toBe('2');
    expect((await registry.register({ ...about, trackingRunId: null, runId: 'x' })).version).toBe('2');
    expect((await registry.register({ ...about, trackingRunId: null, runId: 'y' })).version).toBe('3');
  });

  it('refuses what is no model folder, naming the file', async () => {
    const { digest } = await lab.folder({ 'vazio.txt': 'não' });
    const attempt = registry.register({ name: 'x', digest, runId: 'r', trackingRunId: null, metrics: {} });
    await expect(attempt).rejects.toMatchObject({ code: 'MODEL_FOLDER_INVALID', data: { file: 'MLmodel' } });
    expect(registry.models()).toEqual([]);
  });

  it.each(['', 'a@b', 'a:1', 'a/b', '../x'])('refuses the name %j', async (name) => {
    await expect(register(1, name)).rejects.toMatchObject({ code: 'PARAM_INVALID' });
  });
});

describe('aliases and targets', () => {
  it('moves aliases and remembers who moved what when', async () => {
    await register(1);
    await register(2);
    await registry.setAlias('pinguins', 'champion', '1', 'run-1');
    await registry.setAlias('pinguins', 'champion', '2', 'user');
    await registry.setAlias('pinguins', 'champion', '2', 'user');
    await registry.deleteAlias('pinguins', 'champion', 'user');
    const { history, aliases } = registry.model('pinguins');
    expect(aliases).toEqual({});
    expect(history.map(({ alias, from, to, by }) => [alias, from, to, by])).toEqual([
      ['champion', '2', null, 'user'],
      ['champion', '1', '2', 'user'],
      ['champion', null, '1', 'run-1'],
    ]);
    expect(history[0]!.at).toBeGreaterThan(history[2]!.at);
  });

  it('resolves a bare name to its champion, else its latest version', async () => {
    await register(1);
    await register(2);
    expect(registry.resolve('pinguins').version).toBe('2');
    await registry.setAlias('pinguins', 'champion', '1', 'user');
    expect(registry.resolve('pinguins')).toMatchObject({ version: '1', aliases: ['champion'] });
    expect(registry.resolve('pinguins@champion').version).toBe('1');
    expect(registry.resolve('pinguins@latest').version).toBe('2');
    expect(registry.resolve('pinguins:2').version).toBe('2');
  });

  it('says what exists when a version or alias does not', async () => {
    await register(1);
    await registry.setAlias('pinguins', 'champion', '1', 'user');
    expect(() => registry.resolve('baleias')).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND', data: { name: 'baleias' } }));
    for (const target of ['pinguins:9', 'pinguins:0', 'pinguins:1.0', 'pinguins@nada', 'pinguins:']) {
      expect(() => registry.resolve(target), target).toThrow(
        expect.objectContaining({ code: 'VERSION_NOT_FOUND', data: expect.objectContaining({ known: ':1, @champion' }) }),
      );
    }
    await expect(registry.setAlias('pinguins', 'x', '7', 'user')).rejects.toMatchObject({ code: 'VERSION_NOT_FOUND' });
    expect(registry.model('pinguins').history).toHaveLength(1);
  });

  it('reads back any target it is written as', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);
    fc.assert(
      fc.property(name, name, fc.nat(), (model, alias, version) => {
        expect(parseTarget(`${model}@${alias}`)).toEqual({ name: model, alias, version: null });
        expect(parseTarget(`${model}:${version}`)).toEqual({ name: model, alias: null, version: String(version) });
        expect(parseTarget(model)).toEqual({ name: model, alias: null, version: null });
      }),
    );
  });

  it('shows which endpoints serve a version, and keeps descriptions', async () => {
    await register(1);
    registry.askEndpoints((name, version) => (name === 'pinguins' && version === '1' ? ['quiosque'] : []));
    await registry.describe('pinguins', '1', 'treinado no inverno', { by: 'user' });
    expect(registry.model('pinguins').items[0]).toMatchObject({ endpoints: ['quiosque'], description: 'treinado no inverno' });
  });
});
