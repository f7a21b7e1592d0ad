import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trainClassifier } from '../../src-runtime/ml/classifier.ts';
import { saveModel } from '../../src-runtime/ml/model-folder.ts';
import { openTestCore } from '../common/test-core.ts';
import type { LineageGraph } from '../contract/lineage.ts';
import { openTestDatasets } from '../datasets/test-datasets.ts';
import { createRegistry } from '../registry/index.ts';
import { inlineReaders } from '../storage/index.ts';
import { createTracking } from '../tracking/index.ts';
import { createLineage } from './index.ts';

function openLab() {
  const test = openTestCore();
  const { core } = test;
  const tracking = createTracking(core);
  return { ...test, tracking, registry: createRegistry(core, { tracking }), modelDigest: model(core.home.root, core.artifacts.take) };
}
async function model(root: string, take: (path: string) => Promise<{ digest: string }>): Promise<string> {
  const rows = Array.from({ length: 40 }, (_, i) => ({ massa: 3000 + i * 50, especie: i < 20 ? 'Adelie' : 'Gentoo' }));
  const about = { algorithm: 'majority', target: 'especie', numeric: ['massa'], categorical: [], seed: 1 } as const;
  const path = join(root, 'modelo');
  mkdirSync(path);
  saveModel(path, await trainClassifier(rows, { ...about, numeric: ['massa'], categorical: [] }), { seed: 1, reference: rows, description: '' });
  return (await take(path)).digest;
}

let lab: ReturnType<typeof openLab>;
let datasets: ReturnType<typeof openTestDatasets>;
let digest: string;
beforeEach(async () => {
  lab = openLab();
  datasets = openTestDatasets(lab.core);
  digest = await publish('voos', 'a\n1\n', 'r0');
});
afterEach(async () => {
  await datasets.close();
  await lab.dispose();
});

async function publish(name: string, text: string, runId: string): Promise<string> {
  const path = join(lab.core.home.root, 'x.csv');
  writeFileSync(path, text);
  return (await datasets.publish({ name, path, fileName: 'x.csv', runId, stepId: 'publica' })).digest;
}
const db = () => lab.core.storage.db;
/** As pipelines write them down. */
function run(runId: string, reads: Record<string, [reference: string, digest: string]>, at = 0): void {
  db()
    .prepare(
      "INSERT INTO pipeline_runs (run_id, pipeline, solution, engine, status, params, plan, started_at) VALUES (?, 'p', 'workspace', 'process', 'succeeded', '{}', '{}', ?)",
    )
    .run(runId, at);
  for (const [step, [reference, read]] of Object.entries(reads)) {
    db().prepare("INSERT INTO step_runs (run_id, step_id, position, status) VALUES (?, ?, 0, 'succeeded')").run(runId, step);
    db().prepare("INSERT INTO run_data VALUES (?, ?, 'dados', ?, ?)").run(runId, step, reference, read);
  }
}
const register = async (runId: string) =>
  (await lab.registry.register({ name: 'atrasos', digest: await lab.modelDigest, runId, trackingRunId: null, metrics: {} })).version;
const serve = (name: string, version: string) =>
  db()
    .prepare(
      "INSERT INTO endpoints (name, status, engine, source, signature, input_example, revision, launch) VALUES (?, 'ready', 'process', ?, '[]', '{}', 1, '{}')",
    )
    .run(name, JSON.stringify({ kind: 'model', name: 'atrasos', version, alias: null }));
const ask = (node: string, more: object = {}) =>
  createLineage(inlineReaders(db())).graph({ node, direction: 'both', depth: 12, fan: 12, ...more } as never);
const ways = ({ edges }: LineageGraph) => edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`).sort();

async function wholeWay() {
  run('r0', {});
  run('r1', { 'treino[k=1]': ['voos@validado', digest] });
  await publish('notas', 'n\n2\n', 'r1');
  const version = await register('r1');
  serve('quiosque', version);
  return version;
}
const whole = [
  'data:voos@v1 read step:r1/treino[k=1]',
  'model:atrasos/1 served endpoint:quiosque',
  'run:r0 published data:voos@v1',
  'run:r1 published data:notas@v1',
  'run:r1 registered model:atrasos/1',
  'step:r1/treino[k=1] part run:r1',
];

describe('lineage', () => {
  it('leads from data through step, run and model to the endpoint, and from every thing back and forth', async () => {
    await wholeWay();
    expect(ways(await ask('run:r1'))).toEqual(whole);
    expect(ways(await ask('data:voos@v1'))).toEqual(whole);
    expect(ways(await ask('endpoint:quiosque', { direction: 'backward' }))).toEqual(whole.filter((way) => !way.includes('notas')));
    expect(ways(await ask('step:r1/treino[k=1]', { direction: 'forward' }))).toEqual(whole.filter((way) => !way.includes('voos')));
    expect(ways(await ask('data:notas@v1', { direction: 'forward' }))).toEqual([]);
    expect(ways(await ask('model:atrasos/1', { direction: 'backward', depth: 1 }))).toEqual(['run:r1 registered model:atrasos/1']);
  });

  it('tells bytes that are no version by their digest, and a version by its name', async () => {
    run('r2', { le: ['penguins', 'd'.repeat(64)] });
    run('r3', { le: ['outros', digest] });
    expect(ways(await ask('run:r2'))).toEqual([`data:penguins#${'d'.repeat(64)} read step:r2/le`, 'step:r2/le part run:r2']);
    expect(ways(await ask(`data:penguins#${'d'.repeat(64)}`))).toEqual(ways(await ask('run:r2')));
    // The same bytes under another name are other data.
    expect((await ask('data:voos@v1', { direction: 'forward' })).edges).toEqual([]);
  });

  it("knows what a client's own run read and registered", async () => {
    const trackingRunId = await lab.tracking.startRun({ experiment: 'fora', name: 'caderno' });
    await lab.tracking.readDatasets(trackingRunId, [{ name: 'voos', digest }]);
    await lab.registry.create({ name: 'atrasos' }, { by: 'mlflow' });
    await lab.registry.createVersion({ name: 'atrasos', source: `runs:/${trackingRunId}/modelo`, runId: trackingRunId }, { by: 'mlflow' });
    const way = [`data:voos@v1 read tracking:${trackingRunId}`, `tracking:${trackingRunId} registered model:atrasos/1`];
    expect(ways(await ask('data:voos@v1', { direction: 'forward' }))).toEqual(way);
    expect(ways(await ask('model:atrasos/1', { direction: 'backward' }))).toEqual(way);
  });

  it('marks what was changed by hand, and the model that came of it', async () => {
    await wholeWay();
    db().prepare("INSERT INTO step_runs (run_id, step_id, position, status) VALUES ('r1', 'soma', 1, 'succeeded')").run();
    db().prepare("INSERT INTO step_edits VALUES ('r1', 'soma', '{}', 0)").run();
    await lab.registry.setVersionTag('atrasos', '1', { key: 'bancada.edited', value: 'soma' }, { by: 'user' });
    const graph = await ask('endpoint:quiosque', { direction: 'backward' });
    expect(graph.nodes.filter(({ edited }) => edited).map(({ id }) => id)).toEqual(['model:atrasos/1', 'run:r1', 'step:r1/soma']);
    expect(ways(graph)).toContain('step:r1/soma part run:r1');
  });

  it('says of many what it leaves out, and shows first what leads further', async () => {
    run('r0', {});
    for (let n = 0; n < 40; n++) run(`n${n}`, { le: ['voos', digest] }, 1000 + n);
    const { nodes } = await ask('data:voos@v1', { direction: 'forward', fan: 5 });
    expect(nodes.find(({ id }) => id === 'data:voos@v1')!.more).toEqual({ backward: 0, forward: 35 });
    expect(nodes.filter(({ kind }) => kind === 'run').map(({ id }) => id)).toEqual(['run:n39', 'run:n38', 'run:n37', 'run:n36', 'run:n35']);
    await register('n3');
    const again = await ask('data:voos@v1', { direction: 'forward', fan: 5 });
    expect(again.nodes.filter(({ kind }) => kind === 'run')[0]!.id).toBe('run:n3');
    expect(again.nodes.some(({ kind }) => kind === 'model')).toBe(true);
  });

  it.each(['data:nada@v1', 'data:voos@v9', 'run:nada', 'model:atrasos/9', 'endpoint:nada', 'step:r1/nada', 'coisa', 'data:', ''])(
    'knows no %s',
    async (node) => {
      await expect(ask(node)).rejects.toMatchObject({ code: 'LINEAGE_NODE_NOT_FOUND' });
    },
  );

  it('answers at once among ten thousand runs', async () => {
    db().exec('BEGIN');
    for (let n = 0; n < 10_000; n++) run(`m${n}`, { a: ['voos', digest], b: ['voos@v1', digest] }, n);
    db().exec('COMMIT');
    for (let n = 0; n < 20; n++) await register(`m${n * 400}`);
    const began = performance.now();
    const { nodes, edges } = await ask('data:voos@v1', { fan: 50 });
    const ms = performance.now() - began;
    expect(nodes.filter(({ kind }) => kind === 'model')).toHaveLength(20);
    expect(edges.length).toBeGreaterThan(100);
    // Tens of milliseconds in a thread of its own; what takes a second reads every run.
    expect(ms).toBeLessThan(1000);
    process.stdout.write(`lineage of one version among 10,000 runs: ${ms.toFixed(1)} ms\n`);
  });
});
