import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../../tracking/index.ts';
import { runFileRoutes } from '../raw/run-files.ts';
import { type MlflowServer, startMlflowServer } from '../server.ts';
import { loggedModelSearchEndpoint } from './logged-model-search.ts';
import { loggedModelEndpoints } from './logged-models.ts';
import { metricWriteEndpoints } from './metrics-writes.ts';
import { runEndpoints } from './runs.ts';
import { searchEndpoints } from './search.ts';

let test: ReturnType<typeof openTestCore>;
let tracking: TrackingDomain;
let server: MlflowServer;
beforeEach(async () => {
  test = openTestCore();
  tracking = createTracking(test.core);
  server = await startMlflowServer({
    endpoints: [
      ...loggedModelEndpoints(tracking),
      loggedModelSearchEndpoint(tracking),
      ...metricWriteEndpoints(tracking),
      ...runEndpoints(tracking),
      ...searchEndpoints(tracking),
    ],
    rawRoutes: [runFileRoutes(tracking)],
    log: test.core.log,
  });
});
afterEach(async () => {
  await server.close();
  await test.dispose();
});

interface Answer {
  model: { info: Record<string, unknown> & { model_id: string }; data: { params: unknown[]; metrics: unknown[] } };
  models: Answer['model'][];
  next_page_token?: string;
  error_code?: string;
  message?: string;
}

async function ask(method: string, path: string, body?: object): Promise<Answer & { status: number }> {
  const answer = await fetch(`${server.url}/api/2.0/mlflow/${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as Answer) };
}
const create = async (name: string, more = {}) => (await ask('POST', 'logged-models', { experiment_id: '0', name, ...more })).model.info.model_id;
const search = (more: object) => ask('POST', 'logged-models/search', { experiment_ids: ['0'], ...more });
const names = ({ models }: Answer) => models.map(({ info }) => info.name);

describe('a logged model over the wire', () => {
  it('has the form that clients read, from its beginning to its end', async () => {
    const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
    const id = await create('m', { source_run_id: run, model_type: 't', params: [{ key: 'p', value: '1' }], tags: [{ key: 'a', value: 'b' }] });
    await ask('POST', `logged-models/${id}/params`, { params: [{ key: 'q', value: '2' }] });
    await ask('PATCH', `logged-models/${id}/tags`, { tags: [{ key: 'c/d', value: 'e' }] });
    const metric = { key: 'acc', value: 'NaN', timestamp: 5, step: 1, model_id: id, dataset_name: 'd', dataset_digest: 'x' };
    await ask('POST', 'runs/log-batch', { run_id: run, metrics: [metric] });
    await ask('PATCH', `logged-models/${id}`, { status: 'LOGGED_MODEL_READY' });
    const { model } = await ask('GET', `logged-models/${id}`);
    expect(model).toEqual({
      info: {
        model_id: id,
        experiment_id: '0',
        name: 'm',
        creation_timestamp_ms: expect.any(Number),
        last_updated_timestamp_ms: expect.any(Number),
        artifact_uri: `mlflow-artifacts:/0/models/${id}/artifacts`,
        status: 'LOGGED_MODEL_READY',
        model_type: 't',
        source_run_id: run,
        tags: [
          { key: 'a', value: 'b' },
          { key: 'c/d', value: 'e' },
        ],
        registrations: [],
      },
      data: {
        params: [
          { key: 'p', value: '1' },
          { key: 'q', value: '2' },
        ],
        metrics: [{ ...metric, run_id: run }],
      },
    });
    expect((await ask('DELETE', `logged-models/${id}/tags/${encodeURIComponent('c/d')}`)).status).toBe(200);
    expect((await ask('DELETE', `logged-models/${id}`)).status).toBe(200);
    expect(await ask('GET', `logged-models/${id}`)).toMatchObject({
      status: 404,
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `Logged model with ID '${id}' not found.`,
    });
    expect((await ask('GET', `logged-models/${id}?allow_deleted=true`)).status).toBe(200);
  });

  it('takes a status by its number, and no other', async () => {
    const id = await create('m');
    expect((await ask('PATCH', `logged-models/${id}`, { status: 3 })).model.info.status).toBe('LOGGED_MODEL_UPLOAD_FAILED');
    for (const status of [4, -1, 'READY', 'LOGGED_MODEL_', null]) expect((await ask('PATCH', `logged-models/${id}`, { status })).status).toBe(400);
  });

  it("says MLflow's own words of a name that it does not take", async () => {
    expect(await ask('POST', 'logged-models', { experiment_id: '0', name: 'a/b' })).toMatchObject({
      status: 400,
      error_code: 'INVALID_PARAMETER_VALUE',
      message: `Invalid model name ('a/b') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    });
  });

  it('is among the outputs of its run, alone and in a search', async () => {
    const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
    const id = await create('m', { source_run_id: run });
    expect((await ask('POST', 'runs/outputs', { run_id: run, models: [{ model_id: id, step: '3' }] })).status).toBe(200);
    const outputs = { model_outputs: [{ model_id: id, step: 3 }] };
    expect(await ask('GET', `runs/get?run_id=${run}`)).toMatchObject({ run: { outputs } });
    expect(await ask('POST', 'runs/search', { experiment_ids: ['0'] })).toMatchObject({ runs: [{ outputs }] });
  });

  it('shows its folders and files, and nothing beside them', async () => {
    const id = await create('m');
    const put = (path: string) => tracking.artifacts.tree.put(path, Readable.from([Buffer.from('x')]));
    await put(`0/models/${id}/artifacts/code/a.py`);
    await put('0/secret');
    expect(await ask('GET', `logged-models/${id}/artifacts/directories?artifact_directory_path=code`)).toMatchObject({
      root_uri: `mlflow-artifacts:/0/models/${id}/artifacts`,
      files: [{ path: 'code/a.py', is_dir: false, file_size: 1 }],
    });
    const file = (path: string) =>
      fetch(`${server.url}/ajax-api/2.0/mlflow/logged-models/${id}/artifacts/files?artifact_file_path=${encodeURIComponent(path)}`);
    expect(await (await file('code/a.py')).text()).toBe('x');
    expect((await file('code')).status).toBe(404);
    for (const path of ['../../../secret', '/etc/passwd', '..\\secret']) {
      expect((await file(path)).status).toBe(400);
      expect((await ask('GET', `logged-models/${id}/artifacts/directories?artifact_directory_path=${encodeURIComponent(path)}`)).status).toBe(400);
    }
  });
});

describe('a search over the wire', () => {
  beforeEach(async () => {
    for (const name of ['a', 'b', 'c']) await create(name);
  });

  it('gives pages by a token that belongs to its search', async () => {
    const order_by = [{ field_name: 'name', ascending: false }];
    const first = await search({ max_results: 2, order_by });
    expect(names(first)).toEqual(['c', 'b']);
    const page_token = first.next_page_token;
    const second = await search({ max_results: 2, order_by, page_token });
    expect([names(second), second.next_page_token]).toEqual([['a'], undefined]);
    for (const other of [{ order_by: [] }, { order_by, filter: "name = 'a'" }, { order_by, experiment_ids: ['0', '1'] }, { page_token: 'x' }])
      expect(await search({ page_token, ...other })).toMatchObject({ status: 400, error_code: 'INVALID_PARAMETER_VALUE' });
  });

  it.each([
    [{ experiment_ids: [] }, ''],
    [{ filter: 'nada = 1' }, 'nada'],
    [{ filter: "name = 'a' OR name = 'b'" }, ''],
    [{ datasets: [{ dataset_digest: 'x' }] }, '`dataset_name` in the `datasets` clause must be specified.'],
    [{ order_by: [{ field_name: 'params.x' }] }, 'Invalid order by field name: params.x. Only metrics are supported.'],
    [{ order_by: [{ field_name: 'nada' }] }, 'Invalid order by field name: nada'],
    [{ max_results: 50_001 }, ''],
  ])('refuses %j', async (more, message) => {
    expect(await search(more)).toMatchObject({ status: 400, error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining(message) });
  });
});
