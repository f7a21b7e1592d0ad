import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../../src-runtime/ml/random.ts';
import { openTestCore } from '../../common/test-core.ts';
import { type DriftPlanInput, driftPlan } from '../../contract/drift.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { CapturedRequest, Endpoint } from '../../contract/serving.ts';
import { createTables } from '../../tables/index.ts';
import { createTracking } from '../../tracking/index.ts';
import { createTruths } from '../truth/truths.ts';
import { createDriftStudies } from './index.ts';
import { byTime } from './windows.ts';

const random = seededRandom(11);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const districts = ['Centro', 'Litoral', 'Zona Sul'];

/** Two columns go together, a district has its own level; `moved`: the district whose areas grow by 40 %. */
function house(moved: string | null, together = true) {
  const bairro = districts[Math.floor(random() * 3)]!;
  const size = normal();
  const area = (80 + 12 * size) * (bairro === moved ? 1.4 : 1);
  return { area, quartos: Math.round(3 + (together ? size : normal())), bairro, idade: random() < 0.05 ? null : 10 * random() };
}

/** What the model says, too sure of itself, and what is true. */
function answer(row: ReturnType<typeof house>, at: number, i: number): CapturedRequest & { truth: string } {
  const p = 0.5 + 0.4 * Math.tanh(row.quartos - 3);
  const said = p > 0.5 ? 0.97 : 0.03;
  const about = { id: `p${i}`, at, route: '/predict', status: 200, ms: 1, error: null };
  return {
    ...about,
    row,
    label: p > 0.5 ? 'caro' : 'barato',
    probabilities: { caro: said, barato: 1 - said },
    truth: random() < p ? 'caro' : 'barato',
  };
}

const bench = openTestCore(undefined, 'memory');
const tables = createTables(bench.core, { program: fileURLToPath(new URL('../../table-worker.ts', import.meta.url)), memoryBytes: 2 ** 28 });
const tracking = createTracking(bench.core);
const training = Array.from({ length: 1200 }, () => house(null));
const capture = Array.from({ length: 1600 }, (_, i) => answer(house(i < 1000 ? null : 'Litoral'), 1000 + i, i));
const serving = {
  get(name: string) {
    if (name !== 'casas') throw new BancadaError('ENDPOINT_NOT_FOUND', { name });
    const numbers = ['area', 'quartos', 'idade'].map((each) => ({ name: each, type: 'double' as const }));
    return { name, signature: [...numbers, { name: 'bairro', type: 'string', choices: districts }] } as unknown as Endpoint;
  },
  recent: async (_: string, limit: number) => capture.slice(-limit),
  reference: () => ({ rows: training, predictions: training.map(({ quartos }) => (quartos > 3 ? 'caro' : 'barato')), source: 'casas:1' }),
  captured: (_: string, after: number) => ({ requests: capture.slice(after), next: capture.length }),
};
const files = new Map<string, string>();
const datasets = {
  async dataset(reference: string) {
    const path = files.get(reference);
    if (path === undefined) throw new BancadaError('DATASET_NOT_FOUND', { id: reference, known: '' });
    return { path, digest: 'x', fileName: path, format: 'csv' as const };
  },
};
const truths = createTruths(bench.core, serving);
const studies = createDriftStudies(bench.core, { serving, datasets, tables, tracking, truths });
afterAll(async () => {
  await studies.close();
  await tables.close();
  await bench.dispose();
});
beforeAll(async () => {
  await truths.tell(
    'casas',
    capture.slice(0, 900).map(({ id, truth }) => ({ id, label: truth })),
  );
});

const traffic = (rows: number, skip = 0) => ({ kind: 'rows' as const, endpoint: 'casas', rows, skip });
async function study(about: Partial<DriftPlanInput>) {
  const { studyId } = await studies.start(driftPlan.parse({ reference: { kind: 'training', endpoint: 'casas' }, current: traffic(600), ...about }));
  for await (const _ of studies.watch(studyId)) {
    // to its end
  }
  return studies.get(studyId);
}
function csv(name: string, rows: readonly ReturnType<typeof house>[]): string {
  const path = join(bench.core.home.root, name);
  writeFileSync(
    path,
    `area,quartos,bairro,idade\n${rows.map(({ area, quartos, bairro, idade }) => `${area},${quartos},${bairro},${idade ?? ''}`).join('\n')}\n`,
  );
  return path;
}

it('names the column that moved and the district in which it did, sees all columns together, and keeps it as a tracked run', async () => {
  const done = await study({ segmentBy: 'bairro' });
  const { report, trackingRunId } = done;
  expect(done).toMatchObject({ status: 'done', progress: 1, endpoint: 'casas', error: null });
  expect(report).toMatchObject({
    enough: true,
    reference: { label: 'casas:1', rows: 1200 },
    current: { rows: 600, from: 2000, to: 2599 },
    score: 0.25,
    skipped: [],
  });
  expect(report!.subjects[0]).toMatchObject({
    feature: 'area',
    kind: 'numeric',
    severity: 'high',
    tests: [{ test: 'ks', method: 'exact' }, { test: 'outliers' }],
  });
  expect(report!.subjects[0]!.normed).toBeGreaterThan(0.5);
  expect(report!.subjects[0]!.numbers!.current.mean).toBeGreaterThan(85);
  expect(report!.subjects.find(({ kind }) => kind === 'prediction')).toMatchObject({ severity: 'none' });
  const [first, ...others] = report!.segments!.segments;
  expect(first).toMatchObject({ segment: 'Litoral', features: [{ feature: 'area', severity: 'high' }, {}, {}, {}] });
  // Nine comparisons remain; one of them may be named by chance, but hardly gravely.
  for (const { features } of others) expect(features.map(({ severity }) => severity)).not.toContain('high');
  expect(report!.multivariate!.mmd.p).toBeLessThan(0.01);
  expect(report!.multivariate!.classifier).toMatchObject({ p: expect.closeTo(0, 6), shares: [{ feature: 'area' }, {}, {}, {}] });
  const run = tracking.run(trackingRunId!);
  expect(run).toMatchObject({ status: 'FINISHED', metrics: { score: 0.25 }, params: { reference: 'training:casas', correction: 'bh' } });
  for (const path of ['relatorio.html', 'report.html', 'report.json']) {
    expect(tracking.artifactView.read({ runId: run.runId, path }).content).toContain('area');
  }
});

it('says how often the model is probably right before anybody knows, though it is too sure of itself', async () => {
  const { estimate, noEstimate } = (await study({ current: traffic(500, 100), multivariate: false })).report!;
  const window = capture.slice(1000, 1500);
  const right = window.filter(({ label, truth }) => label === truth).length / window.length;
  expect(noEstimate).toBeNull();
  expect(estimate).toMatchObject({ labelled: 900, rows: 500, realised: null });
  expect(estimate!.low).toBeLessThan(right);
  expect(estimate!.high).toBeGreaterThan(right);
  expect(estimate!.error.calibrated).toBeLessThan(estimate!.error.raw / 2);
  expect((await study({ current: { kind: 'training', endpoint: 'casas' } })).report).toMatchObject({
    estimate: null,
    noEstimate: 'notTraffic',
    score: 0,
  });
});

it('takes any data set as one side or both, and finds what no column alone shows', async () => {
  files.set(
    'imoveis@v1',
    csv(
      'v1.csv',
      Array.from({ length: 900 }, () => house(null)),
    ),
  );
  files.set(
    'imoveis@v2',
    csv(
      'v2.csv',
      Array.from({ length: 900 }, () => house(null, false)),
    ),
  );
  const data = (dataset: string) => ({ kind: 'data' as const, dataset });
  const mixed = await study({ reference: data('imoveis@v1'), correction: 'bonferroni' });
  expect(mixed.report).toMatchObject({
    score: 0.25,
    subjects: [{ feature: 'area', severity: 'high' }, {}, {}, {}],
    skipped: [],
  });
  const { report, endpoint } = await study({ reference: data('imoveis@v1'), current: data('imoveis@v2'), segmentBy: 'bairro' });
  expect(endpoint).toBeNull();
  expect(report).toMatchObject({ score: 0, reference: { label: 'imoveis@v1', rows: 900 }, segments: { segments: [{ enough: true }, {}, {}] } });
  expect(report!.multivariate!.mmd.p).toBeLessThan(0.01);
  expect(report!.multivariate!.classifier.p).toBeLessThan(0.01);
  expect(report!.subjects.find(({ feature }) => feature === 'idade')!.missing.reference).toBeCloseTo(0.05, 1);
});

it('shows drift over windows by count and by time', async () => {
  const heat = await studies.heat({ endpoint: 'casas', by: 'rows', size: 200, windows: 5, correction: 'bh' });
  expect(heat.windows.map(({ rows }) => rows)).toEqual([200, 200, 200, 200, 200]);
  expect(heat.features[0]).toMatchObject({
    feature: 'area',
    cells: [{ severity: 'none' }, { severity: 'none' }, { severity: 'high' }, { severity: 'high' }, { severity: 'high' }],
  });
  expect(heat.reference).toMatchObject({ label: 'casas:1', rows: 1200 });
  expect(byTime(capture, 2700, 500, 10).map(({ start, requests }) => [start, requests.length])).toEqual([
    [1000, 500],
    [1500, 500],
    [2000, 500],
    [2500, 100],
  ]);
});

it('escapes what a file is called and what is in it', async () => {
  files.set(
    '<script>alert(1)</script>',
    csv(
      'mal.csv',
      Array.from({ length: 150 }, () => ({ ...house(null), bairro: random() < 0.5 ? '<img src=x>' : 'Centro' })),
    ),
  );
  const { studyId } = await study({ reference: { kind: 'data', dataset: '<script>alert(1)</script>' }, segmentBy: 'bairro', multivariate: false });
  for (const language of ['pt', 'en'] as const) {
    const html = await studies.html(studyId, language);
    expect(html).not.toMatch(/<script|<img|http:|https:/);
    expect(html).toContain('&lt;img src=x&gt;');
  }
});

it('says what is missing, ends when it is cancelled, and tells what cannot be compared', async () => {
  await expect(study({ reference: { kind: 'data', dataset: 'nada' } })).rejects.toMatchObject({ code: 'DATASET_NOT_FOUND' });
  expect(() => studies.get('d0')).toThrow('DRIFT_STUDY_NOT_FOUND');
  expect((await study({ current: traffic(99) })).report).toMatchObject({ enough: false, subjects: [], multivariate: null });
  const { studyId } = await studies.start(driftPlan.parse({ reference: { kind: 'training', endpoint: 'casas' }, current: traffic(1600) }));
  await studies.cancel(studyId);
  expect(studies.get(studyId)).toMatchObject({ status: 'cancelled', report: null });
  const path = join(bench.core.home.root, 'outra.csv');
  writeFileSync(path, `z\n${'1\n'.repeat(120)}`);
  files.set('outra', path);
  expect(await study({ reference: { kind: 'data', dataset: 'outra' }, current: { kind: 'data', dataset: 'imoveis@v1' } })).toMatchObject({
    status: 'failed',
    error: { code: 'DRIFT_NO_COLUMNS' },
  });
});
