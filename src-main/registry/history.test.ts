import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestRegistry, type TestRegistry } from './test-support/registry.ts';

let lab: TestRegistry;
beforeEach(async () => {
  lab = openTestRegistry();
  await lab.registry.create({ name: 'voos', tags: [{ key: 'time', value: 'ml' }] }, { by: 'user' });
  for (let i = 0; i < 3; i++) await lab.registry.createVersion({ name: 'voos', source: 's3://bucket/m' }, { by: 'mlflow' });
});
afterEach(() => lab.dispose());

const told = () =>
  lab.registry
    .events({ name: 'voos', limit: 100 })
    .map(({ kind, version, subject, before, after, by }) => [kind, version, subject, before, after, by]);

it('tells who did what, from what to what, newest first', async () => {
  const { registry } = lab;
  await registry.setModelTag('voos', { key: 'time', value: 'dados' }, { by: 'user' });
  await registry.deleteModelTag('voos', 'time', { by: 'user' });
  await registry.setVersionTag('voos', '2', { key: 'ok', value: 'sim' }, { by: 'mlflow' });
  await registry.describe('voos', '2', 'a melhor', { by: 'user' });
  await registry.moveToStage('voos', '1', 'Production', false, { by: 'mlflow' });
  await registry.moveToStage('voos', '2', 'Production', true, { by: 'mlflow' });
  await registry.deleteVersion('voos', '3', { by: 'user', comment: 'treinada com dados errados' });
  expect(told()).toEqual([
    ['version-deleted', '3', null, 's3://bucket/m', null, 'user'],
    ['stage', '2', null, 'None', 'Production', 'mlflow'],
    ['stage', '1', null, 'Production', 'Archived', 'mlflow'],
    ['stage', '1', null, 'None', 'Production', 'mlflow'],
    ['version-described', '2', null, '', 'a melhor', 'user'],
    ['version-tag', '2', 'ok', null, 'sim', 'mlflow'],
    ['model-tag', null, 'time', 'dados', null, 'user'],
    ['model-tag', null, 'time', 'ml', 'dados', 'user'],
    ...['3', '2', '1'].map((version) => ['version-created', version, null, null, 's3://bucket/m', 'mlflow']),
    ['model-created', null, null, null, null, 'user'],
  ]);
  expect(registry.events({ name: 'voos', limit: 1 })[0]).toMatchObject({ comment: 'treinada com dados errados' });
});

it('does not tell what changed nothing, and cuts what is long', async () => {
  const before = told().length;
  await lab.registry.setModelTag('voos', { key: 'time', value: 'ml' }, { by: 'user' });
  await lab.registry.deleteModelTag('voos', 'nunca', { by: 'user' });
  await lab.registry.moveToStage('voos', '1', 'none', false, { by: 'user' });
  expect(told()).toHaveLength(before);
  await lab.registry.setModelTag('voos', { key: 'time', value: 'x'.repeat(9000) }, { by: 'user' });
  expect(told()[0]![4]).toHaveLength(500);
  expect(lab.registry.registeredModel('voos').tags.time).toHaveLength(9000);
});

it('outlives the model, and does not become that of another of the same name', async () => {
  const { registry } = lab;
  await registry.setAlias('voos', 'champion', '1', 'user');
  await registry.deleteModel('voos', { by: 'user', comment: 'fim do estudo' });
  await registry.create({ name: 'voos' }, { by: 'user' });
  expect(told().map(([kind]) => kind)).toEqual(['model-created']);
  expect(registry.model('voos')).toMatchObject({ history: [], latestVersion: null, tags: {} });
  expect(registry.events({ limit: 3 }).map(({ kind, name, comment }) => [kind, name, comment])).toEqual([
    ['model-created', 'voos', ''],
    ['model-deleted', 'voos', 'fim do estudo'],
    ['alias', 'voos', ''],
  ]);
  expect((await registry.createVersion({ name: 'voos', source: 's3://b/m' }, { by: 'user' })).version).toBe('1');
});

it('goes along to a new name', async () => {
  const { registry } = lab;
  await registry.setAlias('voos', 'champion', '2', 'user');
  await registry.rename('voos', 'atrasos', { by: 'user' });
  expect(() => registry.model('voos')).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND' }));
  const { aliases, tags, history, items } = registry.model('atrasos');
  expect({ aliases, tags, moves: history.length, versions: items.map(({ name }) => name) }).toEqual({
    aliases: { champion: '2' },
    tags: { time: 'ml' },
    moves: 1,
    versions: ['atrasos', 'atrasos', 'atrasos'],
  });
  expect(registry.events({ name: 'atrasos', limit: 1 })[0]).toMatchObject({ kind: 'model-renamed', before: 'voos', after: 'atrasos' });
  await registry.create({ name: 'voos' }, { by: 'user' });
  await expect(registry.rename('voos', 'atrasos', { by: 'user' })).rejects.toMatchObject({ code: 'MODEL_EXISTS' });
});

it('gives any past state of an alias back', async () => {
  const { registry } = lab;
  for (const version of ['1', '2', '3']) await registry.setAlias('voos', 'champion', version, 'user');
  await registry.deleteAlias('voos', 'champion', 'user');
  const [, third, second] = registry.model('voos').history;
  await registry.rollback('voos', second!.id, { by: 'user', comment: 'a 3 errava de madrugada' });
  expect(registry.resolve('voos@champion').version).toBe('2');
  expect(registry.model('voos').history[0]).toMatchObject({ from: null, to: '2', by: 'user', comment: 'a 3 errava de madrugada' });
  await registry.deleteVersion('voos', '3', { by: 'user' });
  await expect(registry.rollback('voos', third!.id, { by: 'user' })).rejects.toMatchObject({ code: 'VERSION_NOT_FOUND' });
  await expect(registry.rollback('voos', 9999, { by: 'user' })).rejects.toMatchObject({ code: 'ALIAS_MOVE_NOT_FOUND' });
});
