import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../../common/log.ts';
import { openTestRegistry, type TestRegistry } from '../../../registry/test-support/registry.ts';
import { startCompleteServer } from '../../complete-server.ts';
import type { MlflowServer } from '../../server.ts';

let lab: TestRegistry;
let server: MlflowServer;
beforeAll(async () => {
  lab = openTestRegistry();
  server = await startCompleteServer(lab, { log: openLog(lab.root, false) });
  await lab.registry.register({ name: 'pinguins', digest: await lab.ownModel(1), runId: 'run-1', trackingRunId: null, metrics: { f1: 1 } });
  await call('POST', 'registered-models/create', { name: 'voos', description: 'atrasos', tags: [{ key: 'time', value: 'ml' }] });
});
afterAll(async () => {
  await server.close();
  await lab.dispose();
});

async function call(method: string, path: string, fields: Record<string, unknown>): Promise<[number, Record<string, unknown>]> {
  const url = new URL(`${server.url}/api/2.0/mlflow/${path}`);
  if (method === 'GET')
    for (const [key, value] of Object.entries(fields)) for (const one of [value].flat()) url.searchParams.append(key, String(one));
  const body = method === 'GET' ? {} : { body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(url, { method, ...body });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
}

describe('answers', () => {
  it('are in MLflow’s shape', async () => {
    const source = 'runs:/run_id/model';
    const version = {
      name: 'voos',
      version: '1',
      creation_timestamp: expect.any(Number),
      last_updated_timestamp: expect.any(Number),
      user_id: '',
      current_stage: 'None',
      description: 'v1',
      source,
      run_id: 'run_id',
      run_link: 'http://x',
      status: 'READY',
      tags: [{ key: 'k', value: 'v' }],
      aliases: [],
    };
    const about = { name: 'voos', source, run_id: 'run_id', run_link: 'http://x', description: 'v1', tags: [{ key: 'k', value: 'v' }] };
    expect(await call('POST', 'model-versions/create', about)).toEqual([200, { model_version: version }]);
    expect(await call('POST', 'registered-models/alias', { name: 'voos', alias: 'champion', version: '1' })).toEqual([200, {}]);
    const aliased = { ...version, aliases: ['champion'] };
    expect(await call('GET', 'registered-models/alias', { name: 'voos', alias: 'champion' })).toEqual([200, { model_version: aliased }]);
    expect(await call('GET', 'registered-models/alias', { name: 'voos', alias: 'Latest' })).toEqual([200, { model_version: aliased }]);
    expect(await call('GET', 'registered-models/get', { name: 'voos' })).toEqual([
      200,
      {
        registered_model: {
          name: 'voos',
          creation_timestamp: expect.any(Number),
          last_updated_timestamp: expect.any(Number),
          description: 'atrasos',
          latest_versions: [aliased],
          tags: [{ key: 'time', value: 'ml' }],
          aliases: [{ alias: 'champion', version: '1' }],
        },
      },
    ]);
    for (const method of ['GET', 'POST'])
      expect(await call(method, 'registered-models/get-latest-versions', { name: 'voos', stages: ['None', 'Staging'] })).toEqual([
        200,
        { model_versions: [aliased] },
      ]);
    expect(await call('GET', 'model-versions/get-download-uri', { name: 'voos', version: '1' })).toEqual([200, { artifact_uri: source }]);
  });

  it('come in pages with a token until the last', async () => {
    const [, first] = await call('GET', 'registered-models/search', { max_results: 1, order_by: ['name ASC'] });
    expect(first.registered_models).toMatchObject([{ name: 'pinguins' }]);
    const [, second] = await call('GET', 'registered-models/search', { max_results: 1, order_by: ['name ASC'], page_token: first.next_page_token });
    expect(second).toMatchObject({ registered_models: [{ name: 'voos' }] });
    expect(second).not.toHaveProperty('next_page_token');
  });
});

it('leads any client to the files of a version of ours', async () => {
  const [, { artifact_uri }] = await call('GET', 'model-versions/get-download-uri', { name: 'pinguins', version: '1' });
  const path = String(artifact_uri).replace('mlflow-artifacts:/', '');
  const listed = await fetch(`${server.url}/api/2.0/mlflow-artifacts/artifacts?path=${path}`);
  expect(((await listed.json()) as { files: { path: string }[] }).files.map((file) => file.path)).toContain('MLmodel');
  const expected = await (await fetch(`${server.url}/api/2.0/mlflow-artifacts/artifacts/${path}/MLmodel`)).text();
  expect(expected).toContain('flavors:');
  const file = (query: string) => fetch(`${server.url}/model-versions/get-artifact?${query}`);
  expect(await (await file('name=pinguins&version=1&path=MLmodel')).text()).toBe(expected);
  for (const [query, status] of [
    ['name=pinguins&version=1&path=nada', 404],
    ['name=pinguins&version=1&path=../1/MLmodel', 400],
    ['name=pinguins&version=1&path=%252e%252e/1/MLmodel', 400],
    ['name=pinguins&version=1&path=/etc/passwd', 400],
    ['name=pinguins&version=1&path=', 400],
    ['name=voos&version=1&path=MLmodel', 404],
    ['name=nada&version=1&path=MLmodel', 404],
  ] as const)
    expect([query, (await file(query)).status]).toEqual([query, status]);
});

describe('refusals have MLflow’s codes and words', () => {
  it.each([
    ['POST', 'registered-models/create', { name: 'voos' }, 400, 'RESOURCE_ALREADY_EXISTS', 'Registered Model (name=voos) already exists.'],
    ['POST', 'registered-models/create', { name: 'a/b' }, 400, 'INVALID_PARAMETER_VALUE', "Names cannot contain '/' or ':'."],
    ['POST', 'registered-models/create', { name: '' }, 400, 'INVALID_PARAMETER_VALUE', "Missing value for required parameter 'name'."],
    ['POST', 'registered-models/create', {}, 400, 'INVALID_PARAMETER_VALUE', "Missing value for required parameter 'name'."],
    ['GET', 'registered-models/get', { name: 'nada' }, 404, 'RESOURCE_DOES_NOT_EXIST', 'Registered Model with name=nada not found'],
    [
      'POST',
      'registered-models/rename',
      { name: 'voos', new_name: 'pinguins' },
      400,
      'RESOURCE_ALREADY_EXISTS',
      'Registered Model (name=pinguins) already exists.',
    ],
    [
      'POST',
      'registered-models/rename',
      { name: 'nada', new_name: 'x' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      'Registered Model with name=nada not found',
    ],
    ['DELETE', 'registered-models/delete', { name: 'nada' }, 404, 'RESOURCE_DOES_NOT_EXIST', 'not found'],
    ['GET', 'registered-models/search', { max_results: 1001 }, 400, 'INVALID_PARAMETER_VALUE', 'at most 1000'],
    ['GET', 'registered-models/search', { max_results: 0 }, 400, 'INVALID_PARAMETER_VALUE', 'positive integer'],
    ['GET', 'registered-models/search', { page_token: 'x' }, 400, 'INVALID_PARAMETER_VALUE', 'Invalid page token'],
    ['GET', 'registered-models/search', { filter: "name > 'a'" }, 400, 'INVALID_PARAMETER_VALUE', 'Invalid comparator'],
    ['GET', 'registered-models/search', { order_by: ['x'] }, 400, 'INVALID_PARAMETER_VALUE', ''],
    ['POST', 'registered-models/alias', { name: 'voos', alias: 'latest', version: '1' }, 400, 'INVALID_PARAMETER_VALUE', 'reserved'],
    [
      'POST',
      'registered-models/alias',
      { name: 'voos', alias: 'x', version: '9' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      'Model Version (name=voos, version=9) not found',
    ],
    [
      'POST',
      'registered-models/alias',
      { name: 'nada', alias: 'x', version: '1' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      'Model Version (name=nada, version=1) not found',
    ],
    ['GET', 'registered-models/alias', { name: 'voos', alias: 'nada' }, 400, 'INVALID_PARAMETER_VALUE', 'Registered model alias nada not found.'],
    ['GET', 'registered-models/alias', { name: 'nada', alias: 'x' }, 404, 'RESOURCE_DOES_NOT_EXIST', 'Registered Model with name=nada not found'],
    ['GET', 'model-versions/get', { name: 'voos', version: '9' }, 404, 'RESOURCE_DOES_NOT_EXIST', 'Model Version (name=voos, version=9) not found'],
    ['GET', 'model-versions/get', { name: 'nada', version: '1' }, 404, 'RESOURCE_DOES_NOT_EXIST', 'Model Version (name=nada, version=1) not found'],
    [
      'GET',
      'model-versions/get',
      { name: 'voos', version: 'um' },
      400,
      'INVALID_PARAMETER_VALUE',
      "Parameter 'version' must be an integer, got 'um'.",
    ],
    ['GET', 'model-versions/get', { name: 'voos', version: '9'.repeat(1000) }, 404, 'RESOURCE_DOES_NOT_EXIST', 'not found'],
    [
      'POST',
      'model-versions/create',
      { name: 'nada', source: 's3://b/m' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      'Registered Model with name=nada not found',
    ],
    [
      'POST',
      'model-versions/create',
      { name: 'voos', source: 'file:///etc' },
      400,
      'INVALID_PARAMETER_VALUE',
      'To use a local path as a model version',
    ],
    [
      'POST',
      'model-versions/create',
      { name: 'voos', source: 'http://a/../b' },
      400,
      'INVALID_PARAMETER_VALUE',
      'If supplying a source as an http, https,',
    ],
    ['POST', 'model-versions/create', { name: 'voos', source: 'models:/m-nada' }, 404, 'RESOURCE_DOES_NOT_EXIST', ''],
    [
      'POST',
      'model-versions/transition-stage',
      { name: 'voos', version: '1', stage: 'x' },
      400,
      'INVALID_PARAMETER_VALUE',
      'Invalid Model Version stage: x.',
    ],
    [
      'POST',
      'model-versions/transition-stage',
      { name: 'voos', version: '1', stage: 'None', archive_existing_versions: true },
      400,
      'INVALID_PARAMETER_VALUE',
      'is not an Active stage',
    ],
    [
      'POST',
      'model-versions/set-tag',
      { name: 'voos', version: '9', key: 'a', value: 'b' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      'Model Version (name=voos, version=9) not found',
    ],
    [
      'POST',
      'model-versions/set-tag',
      { name: 'voos', version: '1', key: '../a', value: 'b' },
      400,
      'INVALID_PARAMETER_VALUE',
      "for parameter 'key'",
    ],
    [
      'DELETE',
      'model-versions/delete',
      { name: 'voos', version: '9' },
      404,
      'RESOURCE_DOES_NOT_EXIST',
      'Model Version (name=voos, version=9) not found',
    ],
    ['GET', 'model-versions/search', { max_results: 200_001 }, 400, 'INVALID_PARAMETER_VALUE', 'at most 200000'],
  ])('%s %s %o', async (method, path, fields, status, code, message) => {
    const [answered, body] = await call(method, path, fields);
    expect([answered, body.error_code]).toEqual([status, code]);
    expect(body.message).toContain(message);
  });
});
