import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FeatureHistory } from '../../contract/features.ts';
import type { PipelineRun } from '../../contract/pipelines.ts';
import { createFeatures } from '../../features/index.ts';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const definitions = `store: cartoes
entities: [{ name: cartao, key: cartao }]
views:
  - name: movimento
    entity: cartao
    source: compras
    event_time: quando
    ttl: 30d
    features: [{ name: gasto_24h, aggregate: sum, of: valor, window: 24h }, { name: ultima, of: valor }]
`;
const yaml = (until = '') => `name: p
steps:
  - { id: ler, run: ler.ts, outputs: [compras.csv, pedidos.csv] }
  - id: conjunto
    uses: features
    inputs: { linhas: ler.pedidos, compras: ler.compras }
    with: { definitions: atributos.yaml, at: quando, label: fraude }
  - id: online
    uses: materialize
    inputs: { compras: ler.compras }
    with: { definitions: atributos.yaml${until} }
  - { id: depois, run: depois.ts, inputs: { c: conjunto.conjunto, o: online.online }, outputs: [y.json] }
`;
const compras = 'cartao,quando,valor\na,2025-01-01 10:00:00,5\na,2025-01-01 12:00:00,7\na,2025-01-02 12:00:00,1000\nb,2025-01-01 09:00:00,3\n';
const pedidos = 'cartao,quando,fraude\na,2025-01-01 13:00:00,sim\nb,2025-01-02 13:00:00,nao\n';
const lab = () =>
  openTestLab(createFakeEngine({ ler: { leaves: { compras, pedidos } } }), {
    'pipeline.yaml': yaml(),
    'atributos.yaml': definitions,
    'ler.ts': '',
    'depois.ts': '',
  });

async function run(lab: TestLab): Promise<PipelineRun> {
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  return lab.pipelines.finished(runId);
}

function content(lab: TestLab, found: PipelineRun, id: string, name: string): string {
  const { digest } = found.steps.find((each) => each.id === id)!.outputs.find((output) => output.name === name)!;
  return readFileSync(lab.core.artifacts.path(digest), 'utf8');
}

test('a training set is made as it was known, the naive one beside it, and the online store is filled; again, all is known', async () => {
  await using made = lab();
  const found = await run(made);
  expect(found.steps.map(({ status, error }) => error?.code ?? status)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  const rows = (name: string) =>
    content(made, found, 'conjunto', name)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
  expect(rows('conjunto')).toMatchObject([
    { cartao: 'a', fraude: 'sim', gasto_24h: 12, ultima: 7 },
    { cartao: 'b', fraude: 'nao', gasto_24h: 0, ultima: 3 },
  ]);
  expect(rows('ingenuo')).toMatchObject([{ ultima: 1000 }, { ultima: 3 }]);
  expect((JSON.parse(content(made, found, 'conjunto', 'resultado')) as FeatureHistory).features[1]).toMatchObject({ name: 'ultima', changed: 1 });
  expect(content(made, found, 'online', 'online').split('\n')).toHaveLength(4);

  const features = createFeatures(made.core, { tables: { ask: () => Promise.reject(), convert: () => Promise.reject() } });
  const at = Date.UTC(2025, 0, 2, 12, 30);
  expect((await features.online('cartoes', { cartao: 'a' }, at)).values).toEqual({ gasto_24h: 1000, ultima: 1000 });
  expect(features.get('cartoes')).toMatchObject({ runId: found.runId, history: { runId: found.runId }, segments: [{ source: 'compras', rows: 4 }] });

  expect((await run(made)).steps.map(({ status }) => status)).toEqual(['cached', 'cached', 'cached', 'cached']);
  // Another definition took its place in the online store: what the cache knows of it does not stand any more.
  await features.apply(definitions.replace('24h,', '24h ,').replace('window: 24h', 'window: 48h'), 'atributos.yaml');
  expect((await run(made)).steps.map(({ status }) => status)).toEqual(['cached', 'cached', 'succeeded', 'cached']);
  expect((await features.online('cartoes', { cartao: 'b' }, at)).values).toEqual({ gasto_24h: 0, ultima: 3 });
});

test('a mistake in the definitions, a source that is not given and a missing key are told before or by name', async () => {
  await using made = lab();
  made.write({ 'atributos.yaml': definitions.replace('ttl: 30d', 'ttl: 30') });
  await expect(run(made)).rejects.toMatchObject({ code: 'PIPELINE_INVALID', data: { file: 'atributos.yaml', line: 8 } });
  made.write({ 'atributos.yaml': definitions.replace('source: compras', 'source: vendas') });
  expect((await run(made)).steps[1]!.error).toMatchObject({ code: 'FEATURE_SOURCE_MISSING', data: { source: 'vendas' } });
  made.write({ 'atributos.yaml': definitions.replace('key: cartao', 'key: cliente') });
  expect((await run(made)).steps[1]!.error).toMatchObject({ code: 'TABLE_COLUMN_MISSING', data: { column: 'cliente' } });
  made.write({ 'atributos.yaml': definitions, 'pipeline.yaml': yaml().replace('linhas:', 'rows:') });
  await expect(run(made)).rejects.toMatchObject({ code: 'PIPELINE_INVALID', data: { expected: '@feature-rows' } });
});
