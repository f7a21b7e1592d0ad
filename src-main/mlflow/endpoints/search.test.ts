import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../../tracking/index.ts';
import { type MlflowServer, startMlflowServer } from '../server.ts';
import { historyEndpoints } from './history.ts';
import { runEndpoints } from './runs.ts';
import { searchEndpoints } from './search.ts';

let test: ReturnType<typeof openTestCore>;
let tracking: TrackingDomain;
let server: MlflowServer;
let clock: number;
beforeEach(async () => {
  clock = 1_700_000_000_000;
  test = openTestCore({ now: () => clock });
  tracking = createTracking(test.core);
  const endpoints = [...searchEndpoints(tracking), ...historyEndpoints(tracking), ...runEndpoints(tracking)];
  server = await startMlflowServer({ endpoints, rawRoutes: [], log: test.core.log });
});
afterEach(async () => {
  await server.close();
  await test.dispose();
});

interface Found {
  runs: { info: { run_id: string; run_name: string }; data: Record<string, unknown> }[];
  experiments: { name: string; experiment_id: string }[];
  metrics: { step: number; value: number | string; run_id: string }[];
  next_page_token?: string;
  error_code?: string;
  message?: string;
}

async function answered(response: Promise<Response>): Promise<Found & { status: number }> {
  const { status, ...rest } = await response.then(async (found) => ({ status: found.status, ...((await found.json()) as Found) }));
  return { status, ...rest };
}
const post = (path: string, body: object) =>
  answered(
    fetch(`${server.url}/api/2.0/mlflow/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  );
const get = (path: string) => answered(fetch(`${server.url}/ajax-api/2.0/mlflow/${path}`));
const search = (asked: object) => post('runs/search', { experiment_ids: ['1'], ...asked });
const names = ({ runs }: Found) => runs.map(({ info }) => info.run_name);

async function start(
  name: string,
  about: { params?: Record<string, string>; metrics?: Record<string, number>; experiment?: string } = {},
): Promise<string> {
  clock += 1000;
  const run = await tracking.startRun({ experiment: about.experiment ?? 'casas', name });
  const metrics = Object.entries(about.metrics ?? {}).map(([key, value]) => ({ key, value, step: 3, timestamp: 5 }));
  await tracking.logBatch(run, { params: about.params ?? {}, metrics });
  return run;
}

describe('runs/search', () => {
  it('writes runs just as runs/get does', async () => {
    const run = await start('a', { params: { lr: 'é "x"\n' }, metrics: { perda: 0.1 + 0.2, nada: Number.NaN, muito: Number.POSITIVE_INFINITY } });
    await tracking.inputs.log(run, {
      datasets: [
        {
          dataset: { name: 'iris', digest: 'd1', sourceType: 'local', source: '{}', schema: '{"a":1}', profile: null },
          tags: [{ key: 'mlflow.data.context', value: 'train' }],
        },
      ],
    });
    await tracking.endRun(run, 'FINISHED');
    const { run: one } = (await get(`runs/get?run_id=${run}`)) as unknown as { run: { inputs: { dataset_inputs: object[] } } };
    const { runs } = await search({ filter: "datasets.context = 'train'" });
    // It made and read no model: a search leaves those lists out.
    const { outputs, ...rest } = one as typeof one & { outputs: object };
    expect(outputs).toEqual({ model_outputs: [] });
    expect(runs).toEqual([{ ...rest, inputs: { dataset_inputs: one.inputs.dataset_inputs } }]);
  });

  it('newest first, in pages that neither lose nor repeat a run while others start', async () => {
    for (let i = 0; i < 25; i++) await start(`r${i}`);
    const found: string[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const page = await search({ max_results: 7, page_token: token });
      found.push(...names(page));
      token = page.next_page_token;
      await start(`later${pages++}`);
    } while (token);
    expect(found).toEqual(Array.from({ length: 25 }, (_, i) => `r${24 - i}`));
    expect(pages).toBe(4);
  });

  it('filters, orders and pages by what was logged', async () => {
    for (let i = 0; i < 10; i++)
      await start(`r${i}`, { params: { tipo: i % 2 ? 'rf' : 'mlp' }, metrics: i === 3 ? {} : { perda: i === 5 ? Number.NaN : -i } });
    const asked = { filter: "params.tipo = 'rf'", order_by: ['metrics.perda DESC'], max_results: 3 };
    const first = await search(asked);
    expect(names(first)).toEqual(['r1', 'r7', 'r9']);
    expect(names(await search({ ...asked, page_token: first.next_page_token }))).toEqual(['r5', 'r3']);
  });

  it('knows what was deleted only when asked', async () => {
    const run = await start('fora');
    await start('dentro');
    await tracking.runs.delete([run]);
    expect(names(await search({}))).toEqual(['dentro']);
    expect(names(await search({ run_view_type: 'DELETED_ONLY' }))).toEqual(['fora']);
    expect(names(await search({ run_view_type: 3 }))).toEqual(['dentro', 'fora']);
  });

  it('has nothing where no experiment is named', async () => {
    await start('a');
    expect(await search({ experiment_ids: [] })).toMatchObject({ status: 200, runs: [] });
    expect(await search({ experiment_ids: ['99', 'x', '-1'] })).toMatchObject({ status: 200, runs: [] });
  });

  it.each([
    "params.a = ''; DROP TABLE runs; --'",
    "params.a = 'x' OR 1=1",
    "params.`a' OR '1'='1` = 'x'",
    `tags."x) OR (1=1" = '1'`,
    "params.a LIKE '%' ESCAPE '%'",
    "run_id IN ('a') UNION SELECT 1",
    "attributes.status = 'x' /* */",
    'metrics.`a`` OR 1=1` > 1',
    "run_name = '\u0000'",
  ])('takes %s for what it is: a text, or no filter', async (filter) => {
    await start('a', { params: { a: 'y' } });
    const answer = await search({ filter });
    expect(answer.status === 200 ? answer.runs : answer.error_code).toEqual(answer.status === 200 ? [] : 'INVALID_PARAMETER_VALUE');
    expect(await search({ order_by: [`${filter} DESC`] })).toMatchObject({ status: 400 });
    expect(names(await search({}))).toEqual(['a']);
  });

  it.each([
    [{ max_results: 0 }, "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer"],
    [{ max_results: 50_001 }, "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000"],
    [{ page_token: 'não é' }, /^Invalid page token/],
    [{ filter: "params.a > '1'" }, /^Invalid comparator '>' not one of/],
    [{ order_by: ['metrics.a', 'metric.a'] }, /`order_by` contains duplicate fields/],
  ])('refuses %j with 400', async (asked, message) => {
    expect(await search(asked)).toMatchObject({ status: 400, error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) });
  });
});

describe('experiments/search', () => {
  beforeEach(async () => {
    for (const name of ['casas', 'Casarão', 'iris']) {
      clock += 1000;
      const id = await tracking.experiments.create({ name, tags: [] });
      await tracking.experiments.setTag(id, 'dono', name === 'iris' ? 'ana' : 'bia');
    }
  });
  const found = async (asked: object) => (await post('experiments/search', { max_results: 10, ...asked })).experiments.map(({ name }) => name);

  it('filters by name, id, time and tags', async () => {
    // The first experiment came with the store, by the computer's own clock.
    expect(await found({})).toEqual(['Default', 'iris', 'Casarão', 'casas']);
    expect(await found({ filter: "name LIKE 'cas%'" })).toEqual(['casas']);
    expect(await found({ filter: "attribute.name ILIKE 'cas%' AND tags.dono = 'bia'" })).toEqual(['Casarão', 'casas']);
    expect(await found({ filter: "experiment_id IN ('1', '3')" })).toEqual(['iris', 'casas']);
    expect(await found({ filter: 'creation_time > 1700000002500 AND creation_time < 1700001000000' })).toEqual(['iris']);
    expect(await found({ filter: 'tags.dono IS NULL' })).toEqual(['Default']);
  });

  it('orders, pages, and takes a GET as well', async () => {
    expect(await found({ order_by: ['name DESC'] })).toEqual(['iris', 'casas', 'Default', 'Casarão']);
    const one = await get(`experiments/search?max_results=2&order_by=${encodeURIComponent('experiment_id ASC')}&view_type=ACTIVE_ONLY`);
    expect(one.experiments.map(({ experiment_id }) => experiment_id)).toEqual(['0', '1']);
    const two = await get(`experiments/search?max_results=2&order_by=${encodeURIComponent('experiment_id ASC')}&page_token=${one.next_page_token}`);
    expect(two.experiments.map(({ experiment_id }) => experiment_id)).toEqual(['2', '3']);
    expect(two.next_page_token).toBeUndefined();
  });

  it('knows what was deleted only when asked', async () => {
    await tracking.experiments.delete('2');
    expect(await found({ view_type: 'DELETED_ONLY' })).toEqual(['Casarão']);
    expect(await found({ view_type: 'ALL', filter: "name ILIKE 'c%'" })).toEqual(['Casarão', 'casas']);
  });
});

describe('histories', () => {
  it('come in pages, in bulk and thinned, with MLflow limits', async () => {
    const run = await start('a');
    await tracking.logBatch(run, {
      metrics: Array.from({ length: 1000 }, (_, step) => ({ key: 'perda', step, timestamp: step, value: step === 9 ? Number.NaN : step })),
    });
    const first = await get(`metrics/get-history?run_uuid=${run}&metric_key=perda&max_results=600`);
    expect(first.metrics).toHaveLength(600);
    expect(
      (await get(`metrics/get-history?run_id=${run}&metric_key=perda&max_results=600&page_token=${first.next_page_token}`)).metrics,
    ).toHaveLength(400);
    expect((await get(`metrics/get-history-bulk?run_id=${run}&metric_key=perda&max_results=10`)).metrics[9]).toEqual({
      key: 'perda',
      value: 'NaN',
      timestamp: 9,
      step: 9,
      run_id: run,
    });
    const { metrics } = await get(`metrics/get-history-bulk-interval?run_ids=${run}&metric_key=perda&max_results=320&start_step=0&end_step=999`);
    expect(metrics).toHaveLength(320);
    expect([metrics[0]!.step, metrics[1]!.step, metrics.at(-1)!.step]).toEqual([0, 4, 999]);
  });

  it.each([
    ['get-history?run_id=f&metric_key=a', 404, /not found|no run/i],
    ['get-history-bulk?metric_key=a', 400, 'GetMetricHistoryBulk request must specify at least one run_id.'],
    ['get-history-bulk?run_id=a', 400, 'GetMetricHistoryBulk request must specify a metric_key.'],
    [`get-history-bulk?metric_key=a&${'run_id=a&'.repeat(101)}`, 400, /cannot specify more than 100 run_ids. Received 101 run_ids./],
    ['get-history-bulk-interval?run_ids=a&metric_key=k&max_results=2501', 400, 'max_results must be between 1 and 2500.'],
    ['get-history-bulk-interval?run_ids=a&metric_key=k&start_step=1', 400, 'If either start step or end step are specified, both must be specified.'],
    [
      'get-history-bulk-interval?run_ids=a&metric_key=k&start_step=2&end_step=1',
      400,
      'end_step must be greater than start_step. Found start_step=2 and end_step=1.',
    ],
    ['get-history-bulk-interval?run_ids=a&metric_key=k', 404, /not found|no run/i],
  ])('%s is refused', async (path, status, message) => {
    expect(await get(`metrics/${path}`)).toMatchObject({ status, message: expect.stringMatching(message) });
  });
});
