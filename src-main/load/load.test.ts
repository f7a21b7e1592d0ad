import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ModelLab, modelLab } from '../../tests/support/model-lab.ts';
import { type LoadPlanInput, loadPlan } from '../contract/load.ts';
import { createLoads, type Loads } from './index.ts';

const program = fileURLToPath(new URL('../load-process.ts', import.meta.url));
let lab: ModelLab;
let loads: Loads;

beforeAll(async () => {
  lab = modelLab();
  lab.program(
    'casas',
    `import { step } from '@bancada/sdk';
await step((lab) => lab.serve({ name: 'casas', signature: [{ name: 'x', type: 'double', min: 0, max: 9 }], reference: [{ x: 1 }, { x: 7 }],
  predict: async (rows) => rows.map((row) => ({ label: row.x > 4 ? 'alto' : 'baixo', probabilities: { alto: 0.5, baixo: 0.5 } })) }));`,
  );
  await lab.serving.serve({ target: 'casas', endpoint: 'casas' });
  loads = createLoads(lab.core, { program, serving: lab.serving, tracking: lab.tracking });
});
afterAll(async () => {
  await loads.close();
  await lab.close();
});

const plan = (about: Partial<LoadPlanInput> = {}) =>
  loadPlan.parse({ endpoint: 'casas', profile: { kind: 'constant', rate: 50, seconds: 1.2 }, ...about });

it('keeps a test as a tracked run: figures of every second, of the whole, and the histogram', async () => {
  const { loadId } = await loads.start(plan({ rows: 'reference', limits: { p99Ms: 0.001 } }));
  await expect(loads.start(plan())).rejects.toMatchObject({ code: 'LOAD_RUNNING' });
  await expect(loads.remove(loadId)).rejects.toMatchObject({ code: 'LOAD_RUNNING' });
  let seen = 0;
  for await (const { result } of loads.watch(loadId)) {
    expect(result.sent).toBeGreaterThanOrEqual(seen);
    seen = result.sent;
  }
  const done = loads.get(loadId);
  expect(done).toMatchObject({ status: 'done', target: 'casas', revision: 1, error: null });
  expect(done.result).toMatchObject({ sent: 60, ok: 60, failed: 0, revisions: [{ revision: 1, requests: 60 }], broken: [{ limit: 'p99Ms' }] });
  const { latency, service } = done.result;
  expect(latency!.p50.ms).toBeGreaterThanOrEqual(service!.p50.ms);
  const run = lab.tracking.run(done.trackingRunId!);
  expect(run).toMatchObject({ status: 'FINISHED', params: { profile: 'constant', rate: '50', target: 'casas' } });
  expect(run.metrics).toMatchObject({ sent: 60, failed: 0, p99_ms: latency!.p99.ms });
  const seconds = lab.tracking.history.points(run.runId, 'second_due');
  expect((await seconds).map(({ step }) => step)).toEqual(done.result.series.map(({ second }) => second));
  const { content } = lab.tracking.artifactView.read({ runId: run.runId, path: 'histogram.json' });
  const { latency: pairs } = JSON.parse(content) as { latency: [number, number][] };
  expect(pairs.reduce((sum, [, count]) => sum + count, 0)).toBe(60);
});

it('gives the figures alone to whoever only needs them, of the revision asked for', async () => {
  const { sent, revisions } = await loads.measure({ endpoint: 'casas', profile: { kind: 'ramp', rate: 80, seconds: 0.5 }, revision: 1 });
  expect(sent).toBe(20);
  expect(revisions.map(({ revision }) => revision)).toEqual([1]);
  expect(loads.list('casas', 50)).toHaveLength(1);
  await expect(loads.start(plan({ revision: 9 }))).rejects.toMatchObject({ code: 'LOAD_REVISION_UNKNOWN', data: { known: '1' } });
});

it('cancels, and removes what is over', async () => {
  const { loadId } = await loads.start(plan({ profile: { kind: 'constant', rate: 10, seconds: 3600 } }));
  await loads.cancel(loadId);
  const { status, trackingRunId } = loads.get(loadId);
  expect(status).toBe('cancelled');
  expect(lab.tracking.run(trackingRunId!).status).toBe('KILLED');
  await loads.remove(loadId);
  expect(() => loads.get(loadId)).toThrow('LOAD_NOT_FOUND');
});

it('refuses an endpoint that is not up', async () => {
  await lab.serving.stop('casas');
  await expect(loads.start(plan())).rejects.toMatchObject({ code: 'ENDPOINT_NOT_READY' });
});
