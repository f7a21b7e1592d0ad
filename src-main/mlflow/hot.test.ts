import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import { createTracking } from '../tracking/index.ts';
import { metricWriteEndpoints } from './endpoints/metrics-writes.ts';
import { createLens } from './lens.ts';
import { type MlflowServer, startMlflowServer } from './server.ts';

const { core, dispose } = openTestCore();
const tracking = createTracking(core);
const token = 'segredo-de-teste';
const endpoints = metricWriteEndpoints(tracking);
let run: string;
/** The same calls by both ways: answered before fastify, and by fastify, where a lens looks at them. */
const servers: Record<string, MlflowServer> = {};
beforeAll(async () => {
  run = (await tracking.runs.create({ experimentId: '0' })).info.runId;
  servers.hot = await startMlflowServer({ endpoints, rawRoutes: [], log: core.log, token });
  servers.fastify = await startMlflowServer({ endpoints, rawRoutes: [], log: core.log, token, lens: createLens(() => {}) });
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
  await dispose();
});

/** Bytes as they are on the wire; the answer's status line and body. */
function raw(port: number, text: string): Promise<{ status: number; body: string; headers: string }> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('close', () => {
      const [headers = '', body = ''] = answer.split('\r\n\r\n');
      resolve({ status: Number(headers.split(' ')[1] ?? 0), body, headers: headers.toLowerCase() });
    });
    socket.on('error', reject);
  });
}

function post(server: MlflowServer, body: string, headers: Record<string, string> = {}) {
  const all = {
    Host: `127.0.0.1:${server.port}`,
    'Content-Type': 'application/json',
    Authorization: `Bearer ${token}`,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return raw(
    server.port,
    `POST /api/2.0/mlflow/runs/log-metric HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}`,
  );
}
const metric = (more: object = {}) => JSON.stringify({ run_id: run, key: 'm', value: 1, timestamp: 1, step: 1, ...more });

describe.each(['hot', 'fastify'])('a call that comes by the thousand, answered by the %s way', (way) => {
  const server = () => servers[way]!;

  it('is done, with the headers of any answer', async () => {
    const answer = await post(server(), metric({ key: way }));
    expect([answer.status, answer.body]).toEqual([200, '{}']);
    for (const header of ['x-content-type-options: nosniff', 'x-frame-options: deny', 'cache-control: no-store'])
      expect(answer.headers).toContain(header);
    expect(tracking.run(run).metrics).toMatchObject({ [way]: 1 });
  });

  it.each([
    ['without a token', { Authorization: '' }, 401, 'UNAUTHENTICATED'],
    ['with another token', { Authorization: 'Bearer outro' }, 401, 'UNAUTHENTICATED'],
    ['under a foreign name', { Host: 'evil.test:5000' }, 403, 'PERMISSION_DENIED'],
    ['from a page of another site', { Origin: 'http://evil.test' }, 403, 'PERMISSION_DENIED'],
    ['from a page without a name', { Origin: 'null' }, 403, 'PERMISSION_DENIED'],
    ['as plain text', { 'Content-Type': 'text/plain' }, 400, 'BAD_REQUEST'],
    ['as a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 400, 'BAD_REQUEST'],
  ])('is refused %s, and nothing is written', async (name, headers, status, code) => {
    const key = `${way} ${name}`;
    const answer = await post(server(), metric({ key }), headers as unknown as Record<string, string>);
    expect([answer.status, JSON.parse(answer.body).error_code]).toEqual([status, code]);
    expect(tracking.run(run).metrics).not.toHaveProperty([key]);
  });

  it.each([
    ['{', 'BAD_REQUEST'],
    ['[]', 'BAD_REQUEST'],
    ['5', 'BAD_REQUEST'],
    ['"{"', 'BAD_REQUEST'],
    ['null', 'INVALID_PARAMETER_VALUE'],
    ['{"run_id":{}}', 'INVALID_PARAMETER_VALUE'],
  ])('is refused with the body %s', async (body, code) => {
    const answer = await post(server(), body);
    expect([answer.status, JSON.parse(answer.body).error_code]).toEqual([400, code]);
  });

  it('is refused when its body is too large to be read', async () => {
    const answer = await post(server(), '', { 'Content-Length': String(30 << 20) });
    expect(answer.status).toBe(400);
  });

  it('comes in pieces, and twice encoded', async () => {
    const body = JSON.stringify(metric({ key: `${way} twice`, value: 'NaN' }));
    expect((await post(server(), body)).status).toBe(200);
    expect(tracking.run(run).metrics).toMatchObject({ [`${way} twice`]: 'NaN' });
    const chunk = metric({ key: `${way} chunk` });
    const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`;
    expect((await post(server(), chunked, { 'Content-Length': '', 'Transfer-Encoding': 'chunked' })).status).toBe(200);
    expect(tracking.run(run).metrics).toMatchObject({ [`${way} chunk`]: 1 });
  });

  it('is forgotten when its client goes away in the middle, and the next one is answered', async () => {
    const cut = await post(server(), '{"run_id":', { 'Content-Length': '500' });
    expect(cut.status).not.toBe(200);
    expect((await post(server(), metric())).status).toBe(200);
  });
});
