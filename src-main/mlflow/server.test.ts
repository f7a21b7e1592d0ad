import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestCore } from '../common/test-core.ts';
import { BancadaError } from '../contract/index.ts';
import { endpoint, JsonText } from './endpoint.ts';
import { MlflowError } from './errors.ts';
import { createGrants } from './grants.ts';
import { createLens } from './lens.ts';
import { type MlflowServer, startMlflowServer } from './server.ts';
import { createSwitch } from './server-switch.ts';
import { int64, repeated } from './wire.ts';

const { core, dispose } = openTestCore();
const input = z.object({ name: z.string(), step: int64.default(0), tags: repeated(z.string()) });
const endpoints = [
  endpoint('POST', '/mlflow/echo', input, (given) => given),
  endpoint('GET', '/mlflow/echo', input, (given) => given),
  endpoint('GET', '/mlflow/ready', z.object({}), () => new JsonText('{"written":"elsewhere"}')),
  endpoint('GET', '/mlflow/refused', z.object({}), () => {
    throw new BancadaError('RUN_NOT_FOUND', { run: 'x' });
  }),
  endpoint('GET', '/mlflow/exists', z.object({}), () => {
    throw new MlflowError('RESOURCE_ALREADY_EXISTS', 'It is there.');
  }),
  endpoint('GET', '/mlflow/broken', z.object({}), () => {
    throw new TypeError('a bug');
  }),
];
const lens = createLens(() => {});
let server: MlflowServer;
beforeAll(async () => {
  server = await startMlflowServer({ endpoints, rawRoutes: [], log: core.log, lens });
});
afterAll(async () => {
  await server.close();
  await dispose();
});

interface Answer {
  status: number;
  text: string;
}

/** Unlike fetch, sends whatever headers it is told to. */
function send(
  method: string,
  path: string,
  { headers = {}, body = '', to = server }: { headers?: Record<string, string>; body?: string; to?: MlflowServer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: to.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json) => send('POST', '/api/2.0/mlflow/echo', { headers, body });
const codeOf = ({ text }: Answer) => (JSON.parse(text) as { error_code: string }).error_code;

describe('a request', () => {
  it.each([
    ['numbers as strings', '{"name":"a","step":"9007199254740"}', { name: 'a', step: 9007199254740, tags: [] }],
    ['null for a field that is not there', '{"name":"a","step":null}', { name: 'a', step: 0, tags: [] }],
    ['unknown fields', '{"name":"a","other":{"x":1}}', { name: 'a', step: 0, tags: [] }],
    ['JSON that was encoded twice', JSON.stringify('{"name":"a"}'), { name: 'a', step: 0, tags: [] }],
  ])('may carry %s', async (_what, body, expected) => {
    const { status, text } = await post(body);
    expect({ status, body: JSON.parse(text) }).toEqual({ status: 200, body: expected });
  });

  it('carries repeated fields of a query as a list, also when there is one', async () => {
    for (const [query, tags] of [
      ['name=a&tags=x', ['x']],
      ['name=a&tags=x&tags=y', ['x', 'y']],
    ] as const)
      expect(JSON.parse((await send('GET', `/ajax-api/2.0/mlflow/echo?${query}`)).text)).toMatchObject({ tags });
  });

  it.each([
    ['a missing field', '{}', json, 'INVALID_PARAMETER_VALUE'],
    ['broken JSON', '{"name":', json, 'BAD_REQUEST'],
    ['a list for a body', '[1]', json, 'BAD_REQUEST'],
    ['a key that would change prototypes', '{"name":"a","__proto__":{"x":1}}', json, 'BAD_REQUEST'],
    ['a form', 'name=a', { 'content-type': 'application/x-www-form-urlencoded' }, 'BAD_REQUEST'],
    ['text that looks like JSON', '{"name":"a"}', { 'content-type': 'text/plain' }, 'BAD_REQUEST'],
  ])('is refused with 400 for %s', async (_what, body, headers, code) => {
    const answer = await post(body, headers);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
  });

  it.each([
    ['GET', '/api/2.0/mlflow/refused', 404, 'RESOURCE_DOES_NOT_EXIST'],
    ['GET', '/api/2.0/mlflow/exists', 400, 'RESOURCE_ALREADY_EXISTS'],
    ['GET', '/api/2.0/mlflow/broken', 500, 'INTERNAL_ERROR'],
    ['GET', '/api/2.0/mlflow/nothing', 404, 'ENDPOINT_NOT_FOUND'],
    ['GET', '/etc/passwd', 404, 'ENDPOINT_NOT_FOUND'],
  ])('%s %s ends with %s %s', async (method, path, status, code) => {
    const answer = await send(method, path);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.text).not.toContain('a bug');
  });

  it('may be answered with JSON that is ready', async () =>
    expect((await send('GET', '/api/2.0/mlflow/ready')).text).toBe('{"written":"elsewhere"}'));
  it('is described by an OpenAPI document made of the endpoints', async () => {
    const { paths } = JSON.parse((await send('GET', '/openapi.json')).text);
    expect(paths['/api/2.0/mlflow/echo'].post.requestBody.content['application/json'].schema).toMatchObject({
      required: ['name'],
      properties: { name: { type: 'string' }, step: expect.anything(), tags: expect.anything() },
    });
    expect(paths['/api/2.0/mlflow/echo'].get.parameters[0]).toMatchObject({ name: 'name', in: 'query', required: true });
  });

  it('for health and version is answered in plain text', async () => {
    expect((await send('GET', '/health')).text).toBe('OK');
    expect((await send('GET', '/version')).text).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('who may speak', () => {
  it.each([
    ['a rebound name', { host: 'evil.test:5000' }],
    ['any interface', { host: '0.0.0.0' }],
    ['a foreign origin', { origin: 'http://evil.test' }],
    ['a null origin', { origin: 'null' }],
  ])('not %s', async (_what, headers) => expect((await send('GET', '/health', { headers })).status).toBe(403));

  it('with a token, nobody without it, on any route', async () => {
    const guarded = await startMlflowServer({ endpoints, rawRoutes: [], log: core.log, token: 'sesame' });
    for (const path of ['/', '/open.js', '/health', '/version', '/api/2.0/mlflow/ready', '/nothing']) {
      expect((await send('GET', path, { to: guarded })).status).toBe(401);
      expect((await send('GET', path, { to: guarded, headers: { authorization: 'Bearer sesame!' } })).status).toBe(401);
    }
    expect((await send('GET', '/health', { to: guarded, headers: { authorization: 'Bearer sesame' } })).status).toBe(200);
    await guarded.close();
  });

  it('tells a browser without the token where to look, and nothing of the lab', async () => {
    const guarded = await startMlflowServer({ endpoints, rawRoutes: [], log: core.log, token: 'sesame', appOrigin: () => 'http://127.0.0.1:4321' });
    const page = await fetch(`${guarded.url}/`, { headers: { accept: 'text/html', 'accept-language': 'en' } });
    expect(page.status).toBe(401);
    expect(page.headers.get('content-type')).toContain('text/html');
    const text = await page.text();
    expect(text).toContain('requires a token');
    expect(text).not.toMatch(/4321|<script|sesame/);
    await guarded.close();
  });

  it('a grant opens the server until it is revoked', async () => {
    const opened: MlflowServer[] = [];
    const grants = createGrants(async ({ admits, ...options }) => {
      const made = await startMlflowServer({ ...options, token: admits, endpoints, rawRoutes: [], log: core.log });
      opened.push(made);
      return made;
    });
    const reach = { listen: '127.0.0.1', name: 'host.docker.internal' };
    const [one, other] = [await grants.grant(reach), await grants.grant(reach)];
    expect(opened).toHaveLength(1);
    const to = opened[0]!;
    const headers = (token: string) => ({ host: `host.docker.internal:${to.port}`, authorization: `Bearer ${token}` });
    expect(one.uri).toBe(`http://host.docker.internal:${to.port}`);
    expect((await send('GET', '/health', { to, headers: headers(one.token) })).status).toBe(200);
    one.revoke();
    expect((await send('GET', '/health', { to, headers: headers(one.token) })).status).toBe(401);
    expect((await send('GET', '/health', { to, headers: headers(other.token) })).status).toBe(200);
    await grants.close();
  });
});

describe('the lens', () => {
  it('shows a call with the line that made it', async () => {
    const headers = {
      ...json,
      'x-bancada-source': 'treino%20final.py:42',
      'x-bancada-text': encodeURIComponent('mlflow.log_metric("ação", 1)'),
      'user-agent': 'mlflow-python-client/3.6.0',
    };
    await post('{"name":"a","run_id":"r1"}', headers);
    expect(lens.calls('r1')).toMatchObject([
      {
        ...{ method: 'POST', url: '/api/2.0/mlflow/echo', status: 200, runId: 'r1', client: 'mlflow-python-client/3.6.0' },
        source: { file: 'treino final.py', line: 42, text: 'mlflow.log_metric("ação", 1)' },
        request: '{"name":"a","run_id":"r1"}',
        response: '{"name":"a","step":0,"tags":[]}',
      },
    ]);
  });

  it('shows refusals too, and cuts what is long', async () => {
    await post(JSON.stringify({ run_id: 'r2', name: 1, long: 'x'.repeat(20_000) }));
    const [call] = lens.calls('r2');
    expect(call).toMatchObject({ status: 400, requestBytes: 20_034 });
    expect(call!.request!.length).toBe(8001);
  });

  it('repeats a call by hand', async () => {
    expect(await server.inject({ method: 'POST', url: '/api/2.0/mlflow/echo', body: '{"name":"again"}' })).toEqual({
      status: 200,
      body: '{"name":"again","step":0,"tags":[]}',
    });
  });
});

describe('the switch', () => {
  it('starts, keeps its token, tells of a port that is taken, and is on again in the next session', async () => {
    let kept = { enabled: false, port: 5000, token: null as string | null };
    const deps = {
      pythonPath: '/python',
      open: (options: { port: number; token: string | null }) => startMlflowServer({ ...options, endpoints, rawRoutes: [], log: core.log }),
      read: () => kept,
      save: async (next: typeof kept) => {
        kept = next;
      },
      changed() {},
    };
    const first = createSwitch(deps);
    const started = await first.start({ port: 0, requireToken: true });
    expect(started).toMatchObject({ running: true, token: expect.stringMatching(/^[\w-]{32}$/) });
    const taken = Number(new URL(started.url!).port);
    const second = createSwitch(deps);
    await expect(second.start({ port: taken, requireToken: false })).rejects.toMatchObject({ code: 'PORT_TAKEN' });
    expect(second.status().running).toBe(false);
    await first.close();
    kept = { ...kept, port: taken };
    await second.resume();
    expect(second.status()).toMatchObject({ running: true, port: taken, token: started.token });
    expect((await second.stop()).running).toBe(false);
    await second.resume();
    expect(second.status().running).toBe(false);
  });
});
