import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createCatalog } from '../catalog/index.ts';
import { openTestCore } from '../common/test-core.ts';
import type { CiRun } from '../contract/ci.ts';
import { fitOf } from '../contract/fit.ts';
import type { LoadTest } from '../contract/load.ts';
import type { PipelineRun } from '../contract/pipelines.ts';
import type { Rollout } from '../contract/rollout.ts';
import type { Endpoint } from '../contract/serving.ts';
import { createComparison } from './index.ts';
import { mainMetric } from './main-metric.ts';
import { comparisonFile } from './schema.ts';

const applicationRoot = fileURLToPath(new URL('../..', import.meta.url));
const { core, dispose } = openTestCore();
afterAll(dispose);
const catalog = createCatalog(core, applicationRoot);

const step = (stepId: string, durationMs: number, cached = false) => ({ id: stepId, stepId, durationMs, cached, status: 'succeeded' });
const run = (runId: string, change: object = {}) =>
  ({
    ...{ runId, pipeline: '03-pipelines', solution: 'workspace', status: 'succeeded', startedAt: 100, durationMs: 5000 },
    ...{ metrics: { perda: 0.2, f1_macro: 0.91 }, model: { name: 'carros', version: '2' }, counts: { succeeded: 3, cached: 1 } },
    ...{ steps: [step('dados', 1000), step('treino', 3000), step('treino', 900, true), step('avaliacao', 100)], ...change },
  }) as unknown as PipelineRun;
const load = (target: string, p99: number) =>
  ({
    ...{ loadId: `l-${target}`, endpoint: 'carros', target, status: 'done', startedAt: 200 },
    result: { throughput: 50, latency: { p50: { ms: 2 }, p99: { ms: p99 } } },
  }) as unknown as LoadTest;
const nothing = { runs: [] as PipelineRun[], loads: [] as LoadTest[], rollouts: [] as Rollout[], endpoints: [] as Endpoint[], ci: [] as CiRun[] };

function comparisonOf(had: Partial<typeof nothing>) {
  const { runs, loads, rollouts, endpoints, ci } = { ...nothing, ...had };
  return createComparison(core, {
    applicationRoot,
    catalog,
    pipelines: { list: ({ pipeline }) => runs.filter((each) => each.pipeline === pipeline), get: (id) => runs.find(({ runId }) => runId === id)! },
    loads: { list: (endpoint) => loads.filter((each) => each.endpoint === endpoint) },
    rollouts: { list: () => rollouts },
    serving: { list: () => endpoints },
    ci: { list: (project) => ci.filter((each) => each.project === project) },
    study: { overview: () => ({ modules: [] as never[] }) as never },
  });
}
const valuesOf = async (had: Partial<typeof nothing>, id = '03-pipelines') =>
  (await comparisonOf(had).measured()).find(({ moduleId }) => moduleId === id)!.values;
const endpoint = { name: 'carros', readyMs: 180, startedAt: 150, source: { kind: 'model', name: 'carros', version: '2', alias: null } } as Endpoint;

it('judges eleven architectures by at least fifteen criteria, with a reason in both languages', async () => {
  const { criteria, architectures } = await comparisonOf({}).matrix();
  expect(architectures).toHaveLength(11);
  expect(criteria.length).toBeGreaterThanOrEqual(15);
  const reasons = architectures.flatMap(({ cells }) => criteria.map(({ id }) => cells[id]!.reason));
  expect(reasons.filter(({ pt, en }) => pt.length < 20 || en.length < 20 || pt === en)).toEqual([]);
  expect(new Set(reasons.map(({ pt }) => pt)).size).toBe(reasons.length);
});

it('names what is missing or unknown in the file', () => {
  const criterion = (id: string) => ({ id, title: { pt: id, en: id } });
  const cell = { score: 3, pt: 'a', en: 'a' };
  const criteria = Array.from({ length: 15 }, (_, i) => criterion(`c${i}`));
  const cells = Object.fromEntries(criteria.slice(1).map(({ id }) => [id, cell]));
  const found = comparisonFile.safeParse({ criteria, architectures: { x: { ...cells, outro: cell } }, profiles: [] });
  expect(found.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    'architectures.x.c0 is not judged',
    'architectures.x.outro is no criterion',
  ]);
});

it('is empty where nothing was run, and says in the sheet what to run', async () => {
  expect(await valuesOf({})).toEqual({});
  const [, , sheet] = await comparisonOf({}).sheets('pt', ['03-pipelines']);
  expect(sheet!.rows.find(([, name]) => name === 'Latência p99')).toEqual([
    '03 Pipelines orquestrados',
    'Latência p99',
    null,
    'ms',
    null,
    null,
    'faça um teste de carga no serviço do desafio',
  ]);
});

it('takes times, steps, cache and the main metric from the last run of the learner’s own code', async () => {
  const values = await valuesOf({ runs: [run('b', { solution: 'reference', durationMs: 1 }), run('a', { status: 'failed' }), run('c')] });
  expect(values).toMatchObject({
    runs: { value: 2, of: '1', source: { kind: 'run', id: 'c' } },
    'run-ms': { value: 5000 },
    'training-ms': { value: 3000 },
    steps: { value: 4 },
    'cached-share': { value: 0.25 },
    metric: { value: 0.91, of: 'f1_macro' },
  });
});

it('takes latencies only from load tests of what the learner’s own runs made', async () => {
  const loads = [load('carros:1', 900), load('carros:2', 12)];
  expect(await valuesOf({ runs: [run('c')], endpoints: [endpoint], loads })).toMatchObject({
    'ready-ms': { value: 180, of: 'carros' },
    'p50-ms': { value: 2 },
    'p99-ms': { value: 12, source: { kind: 'load', id: 'l-carros:2' } },
    throughput: { value: 50 },
  });
  expect(await valuesOf({ runs: [run('c', { solution: 'reference' })], endpoints: [endpoint], loads })).toEqual({});
});

it('measures a rollback from the decision to the last answer of the bad revision', async () => {
  const events = [
    { kind: 'started', at: 1, seq: 1 },
    { kind: 'bad', at: 1000, seq: 2 },
    { kind: 'undone', at: 1250, seq: 3 },
  ];
  const rollouts = [{ id: 'r', status: 'rolled-back', events }] as Rollout[];
  expect(await valuesOf({ runs: [run('c')], endpoints: [endpoint], rollouts })).toMatchObject({ 'rollback-ms': { value: 250 } });
});

it('takes the conveyor’s figures from a passed run that no check started', async () => {
  const ci = (id: string, cause: string) =>
    ({
      ...{ id, project: '05-mlops', status: 'passed', solution: 'workspace', cause, commit: 'abc', startedAt: 0, endedAt: 9000 },
      jobs: [{ measures: { coverage: 91.5 } }, { measures: { 'rollback-ms': 80 } }],
    }) as unknown as CiRun;
  expect(await valuesOf({ ci: [ci('x', 'check')] }, '05-mlops')).toEqual({});
  expect(await valuesOf({ ci: [ci('y', 'hook')] }, '05-mlops')).toMatchObject({
    'pipeline-ms': { value: 9000 },
    coverage: { value: 91.5 },
    'rollback-ms': { value: 80 },
  });
});

it('fits by what weighs, and says what spoke for it', async () => {
  const matrix = await comparisonOf({}).matrix();
  expect(fitOf(matrix, {})).toEqual([]);
  const [best] = fitOf(matrix, { latencia: 5, vazao: 5, escalabilidade: 4 });
  expect(best).toMatchObject({ id: '07-serving', score: 5 });
  expect(best!.strongest).toContain('latencia');
  expect(fitOf(matrix, { complexidade: 5, custo: 5, time: 5 })[0]!.id).toBe('01-monolitica');
});

it('refuses architectures that do not exist', async () => {
  await expect(comparisonOf({}).sheets('pt', ['99-x'])).rejects.toThrow('MODULE_NOT_FOUND');
});

it('prefers the metric that weighs classes equally', () => {
  expect(mainMetric({ 'teste.mae': 2, 'teste.f1_macro': 0.8 })).toEqual({ name: 'teste.f1_macro', value: 0.8 });
  expect(mainMetric({ linhas: 3 })).toBeNull();
});
