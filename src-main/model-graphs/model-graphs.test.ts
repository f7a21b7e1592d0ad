import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { composeModels } from '../../src-runtime/ml/graph/compose.ts';
import { loadModel, saveModel } from '../../src-runtime/ml/model-folder.ts';
import { trainRegressor } from '../../src-runtime/ml/regressor.ts';
import { openTestCore } from '../common/test-core.ts';
import { createLineage } from '../lineage/index.ts';
import { createRegistry } from '../registry/index.ts';
import { inlineReaders } from '../storage/index.ts';
import { createTracking } from '../tracking/index.ts';
import { createModelGraphs } from './index.ts';

const rows = Array.from({ length: 40 }, (_, i) => ({ x: i, zona: i % 2 ? 'sul' : 'norte', y: i % 2 ? 3 * i : 100 - i }));
const graph = { output: 'zonas', nodes: { zonas: { kind: 'segment', by: 'zona', routes: { sul: 'sul' }, otherwise: 'geral' } } } as const;
const text = `members:
  sul: preco-sul@champion
  geral: preco-geral:1
output: zonas
nodes:
  zonas:
    kind: segment
    by: zona
    routes: { sul: sul }
    otherwise: geral
`;

async function lab() {
  const { core, dispose } = openTestCore();
  onTestFinished(dispose);
  const registry = createRegistry(core, { tracking: createTracking(core) });
  const train = (zona: string | null) =>
    trainRegressor(
      rows.filter((row) => zona === null || row.zona === zona),
      { algorithm: 'linear_regression', target: 'y', numeric: ['x'] },
    );
  const models = { sul: await train('sul'), geral: await train(null) };
  const register = async (name: string, model: (typeof models)['sul']) => {
    const folder = join(core.home.runs, `${name}-model`);
    mkdirSync(folder, { recursive: true });
    saveModel(folder, model, { reference: rows, seed: 1 });
    return registry.register({ name, digest: (await core.artifacts.take(folder)).digest, runId: `run-${name}`, trackingRunId: null, metrics: {} });
  };
  const graphs = createModelGraphs(core, registry);
  return { core, registry, models, register, graphs };
}

describe('graphs of registered models', () => {
  it('are composed from their text into a version whose members are known, both ways', async () => {
    const { core, registry, models, register, graphs } = await lab();
    await register('preco-sul', models.sul);
    await register('preco-geral', models.geral);
    await registry.setAlias('preco-sul', 'champion', '1', 'user');
    expect((await graphs.check(text)).problems).toEqual([]);
    expect(await graphs.compose({ name: 'precos', text, alias: 'champion' })).toEqual({ name: 'precos', version: '1' });
    const version = registry.version('precos', '1');
    expect(version).toMatchObject({ algorithm: 'graph', servable: true, aliases: ['champion'], inputExample: { x: 0, zona: 'sul' } });
    const folder = registry.folder(version);
    expect((await loadModel(folder)).predict(rows)).toEqual(composeModels(graph, models).predict(rows));
    expect(readFileSync(join(folder, 'graph.yaml'), 'utf8')).toBe(text);
    expect(await graphs.get('precos', '1')).toMatchObject({
      graph,
      members: [
        { member: 'geral', name: 'preco-geral', version: '1', algorithm: 'linear_regression' },
        { member: 'sul', name: 'preco-sul', version: '1' },
      ],
    });
    expect(registry.lineage('preco-sul', '1').graphs).toEqual([{ name: 'precos', version: '1' }]);
    const { edges } = await createLineage(inlineReaders(core.storage.db)).graph({ node: 'model:precos/1', direction: 'backward', depth: 3, fan: 9 });
    expect(
      edges
        .filter(({ kind }) => kind === 'composed')
        .map(({ from }) => from)
        .sort(),
    ).toEqual(['model:preco-geral/1', 'model:preco-sul/1']);
    await expect(graphs.get('preco-sul', '1')).rejects.toMatchObject({ code: 'GRAPH_NONE' });
  });

  it('may be members of a graph, whose guards and names reach all the way down', async () => {
    const { registry, models, register, graphs } = await lab();
    await register('preco-sul', models.sul);
    await register('preco-geral', models.geral);
    await registry.setAlias('preco-sul', 'champion', '1', 'user');
    await graphs.compose({ name: 'zonas', text });
    const outer = `members: { porZona: 'zonas:1', geral: 'preco-geral:1' }
output: voto
nodes: { voto: { kind: vote, of: [porZona, geral], weights: { porZona: 3, geral: 1 } } }
`;
    expect((await graphs.check(outer)).problems).toEqual([]);
    await graphs.compose({ name: 'precos', text: outer });
    const version = registry.version('precos', '1');
    expect(registry.lineage('precos', '1').members).toEqual([
      { name: 'preco-geral', version: '1' },
      { name: 'zonas', version: '1' },
    ]);
    const model = await loadModel(registry.folder(version));
    const inner = composeModels(graph, models);
    const row = rows[1]!;
    const [said] = model.predict([row]);
    expect(said!.value).toBeCloseTo((3 * inner.predict([row])[0]!.value! + models.geral.predict([row])[0]!.value!) / 4, 9);
    expect(said!.answered).toMatchObject({ path: ['voto'], members: ['porZona.sul', 'geral'], degraded: false });
    // A graph of the same shape with other members is another one.
    const other = await register(
      'outro',
      composeModels(
        { output: 'voto', nodes: { voto: { kind: 'vote', of: ['z', 'geral'] } } },
        {
          z: composeModels(graph, { sul: models.geral, geral: models.sul }),
          geral: models.geral,
        },
      ),
    );
    expect(registry.lineage('outro', other.version).members).toContainEqual({ name: 'outro.z', version: '1' });
  });

  it('that a pipeline leaves have their members registered beside them, unless they are there already', async () => {
    const { registry, models, register } = await lab();
    await register('preco-sul', models.sul);
    const made = await register('precos', composeModels(graph, models));
    expect(registry.lineage('precos', made.version).members).toEqual([
      { name: 'precos.geral', version: '1' },
      { name: 'preco-sul', version: '1' },
    ]);
    expect((await loadModel(registry.folder(registry.version('precos.geral', '1')))).predict(rows)).toEqual(models.geral.predict(rows));
  });

  it('are refused with the line of what is wrong', async () => {
    const { models, register, graphs } = await lab();
    await register('preco-geral', models.geral);
    const places = async (given: string) => (await graphs.check(given)).problems.map(({ line, path, value }) => `${line} ${path} ${value}`);
    expect(await places(text)).toEqual(['2 members.sul preco-sul@champion']);
    const alone = text.replace('preco-sul@champion', 'preco-geral:1');
    expect(await places(alone)).toEqual([]);
    expect(await places(alone.replace('otherwise: geral', 'otherwise: nada'))).toEqual(['7 nodes.zonas nada']);
    expect(await places(alone.replace('kind: segment', 'kind: quorum'))).toEqual(['7 nodes.zonas.kind quorum']);
    expect(await places(alone.replace('by: zona', 'by: y'))).toEqual(['7 nodes.zonas y']);
    expect(await places('output: [')).toEqual([expect.stringMatching(/^1 {2}/)]);
    await expect(graphs.compose({ name: 'precos', text })).rejects.toMatchObject({ code: 'GRAPH_INVALID', data: { path: 'members.sul' } });
  });
});
