import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../common/log.ts';
import { registryRouter } from './router.ts';
import { openTestRegistry, type TestRegistry } from './test-support/registry.ts';

describe.each(['memory', 'file'] as const)('the procedures over a database in %s', (kind) => {
  let lab: TestRegistry;
  const log = () => openLog(lab.root, false);
  const clientOf = () => createRouterClient(registryRouter(lab.registry), { context: { log: log(), logPath: 'log' } });
  beforeEach(() => {
    lab = openTestRegistry(kind);
  });
  afterEach(() => lab.dispose());

  it('serve a window from a first version to a card, a promotion and its undoing', async () => {
    const client = clientOf();
    const runId = await lab.tracking.startRun({ experiment: 'e', name: 'treino' });
    await lab.tracking.readDatasets(runId, [{ name: 'palmer', digest: 'abc' }]);
    for (const seed of [1, 2])
      await lab.registry.register({
        name: 'pinguins',
        digest: await lab.ownModel(seed),
        runId: `r${seed}`,
        trackingRunId: runId,
        metrics: { f1: 0.9 },
      });

    await client.describeModel({ name: 'pinguins', description: 'Espécie pelo corpo' });
    await client.describe({ name: 'pinguins', version: '2', description: 'com mais dados' });
    await client.setModelTag({ name: 'pinguins', key: 'time', value: 'ml' });
    await client.setVersionTag({ name: 'pinguins', version: '2', key: 'ok', value: 'sim' });
    const about = { name: 'pinguins', alias: 'champion' };
    expect((await client.gate({ ...about, version: '1' })).passed).toBe(true);
    await client.promote({ ...about, version: '1', comment: 'primeira' });
    await client.promote({ ...about, version: '2', comment: 'melhor' });
    const model = await client.model({ name: 'pinguins' });
    expect(model).toMatchObject({ description: 'Espécie pelo corpo', tags: { time: 'ml' }, aliases: { champion: '2' }, latestVersion: '2' });
    expect(model.items[0]).toMatchObject({ version: '2', tags: { ok: 'sim' }, description: 'com mais dados', servable: true });
    await client.rollback({ name: 'pinguins', moveId: model.history[1]!.id, comment: 'voltou' });
    expect((await client.models())[0]).toMatchObject({ aliases: { champion: '1' } });
    expect((await client.events({ name: 'pinguins', limit: 1 }))[0]).toMatchObject({ kind: 'alias', by: 'user', comment: 'voltou' });
    expect(await client.lineage({ name: 'pinguins', version: '1' })).toMatchObject({ datasets: [{ name: 'palmer' }], run: { runId } });
    expect(await client.versionsOfRun({ runId })).toEqual([
      { name: 'pinguins', version: '2' },
      { name: 'pinguins', version: '1' },
    ]);
    await client.saveModelCard({ name: 'pinguins', version: '1', language: 'pt', text: '# Minha' });
    expect(await client.modelCard({ name: 'pinguins', version: '1', language: 'pt' })).toMatchObject({ text: '# Minha', saved: { by: 'user' } });

    await client.deleteModelTag({ name: 'pinguins', key: 'time' });
    await client.deleteVersionTag({ name: 'pinguins', version: '2', key: 'ok' });
    await client.setAlias({ name: 'pinguins', alias: 'challenger', version: '2' });
    await client.deleteAlias({ name: 'pinguins', alias: 'challenger' });
    await client.rename({ name: 'pinguins', newName: 'aves' });
    await client.create({ name: 'outro' });
    expect(await client.search({ filter: "name LIKE 'a%'" })).toMatchObject({ total: 1, models: [{ name: 'aves', tags: {} }] });
    await client.deleteVersion({ name: 'aves', version: '2' });
    await client.deleteModel({ name: 'aves', comment: 'fim' });
    expect((await client.search({})).models.map(({ name }) => name)).toEqual(['outro']);
  });

  it('refuse with codes and data', async () => {
    const client = clientOf();
    await client.create({ name: 'voos' });
    await lab.registry.createVersion({ name: 'voos', source: 's3://b/m' }, { by: 'mlflow' });
    const version = { name: 'voos', version: '1' };
    await expect(client.create({ name: 'voos' })).rejects.toMatchObject({ code: 'MODEL_EXISTS', status: 409 });
    await expect(client.model({ name: 'nada' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND', data: { name: 'nada' } });
    await expect(client.describe({ ...version, version: '7', description: '' })).rejects.toMatchObject({ code: 'VERSION_NOT_FOUND' });
    await expect(client.promote({ ...version, alias: 'champion' })).rejects.toMatchObject({ code: 'PROMOTION_REFUSED' });
    await expect(client.rollback({ name: 'voos', moveId: 1 })).rejects.toMatchObject({ code: 'ALIAS_MOVE_NOT_FOUND' });
    await expect(client.rename({ name: 'voos', newName: 'a/b' })).rejects.toMatchObject({
      code: 'REGISTRY_INPUT_INVALID',
      data: { field: 'new_name' },
    });
    await expect(client.search({ filter: 'name' })).rejects.toMatchObject({ code: 'TRACKING_FILTER_INVALID' });
    await expect(client.setAlias({ ...version, alias: 'latest' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
