import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request as open } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../../tracking/index.ts';
import { artifactEndpoints } from '../endpoints/artifacts.ts';
import { type MlflowServer, startMlflowServer } from '../server.ts';
import { artifactRoutes } from './artifacts.ts';
import { partUploadRoutes } from './part-uploads.ts';
import { runFileRoutes } from './run-files.ts';

let test: ReturnType<typeof openTestCore>;
let tracking: TrackingDomain;
let server: MlflowServer;
let base: string;
beforeEach(async () => {
  test = openTestCore();
  tracking = createTracking(test.core);
  const { tree } = tracking.artifacts;
  const rawRoutes = [artifactRoutes(tree), partUploadRoutes(tree), runFileRoutes(tracking)];
  server = await startMlflowServer({ endpoints: artifactEndpoints(tracking), rawRoutes, log: test.core.log });
  base = `${server.url}/api/2.0/mlflow-artifacts`;
});
afterEach(async () => {
  await server.close();
  await test.dispose();
});

const put = (path: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
  fetch(`${base}/artifacts/${path}`, { method: 'PUT', body, headers });
const get = (path: string, headers = {}) => fetch(`${base}/artifacts/${path}`, { headers });
const list = async (path: string) =>
  ((await (await fetch(`${base}/artifacts?path=${encodeURIComponent(path)}`)).json()) as { files: { path: string; is_dir: boolean }[] }).files;
const inHome = () =>
  readdirSync(test.core.home.artifacts, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const waitFor = async (isTrue: () => boolean) => {
  for (let i = 0; i < 200 && !isTrue(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isTrue()).toBe(true);
};

/** A request target exactly as written: fetch would tidy it up. */
async function raw(method: string, target: string, body = ''): Promise<number> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Number(Buffer.concat(chunks).toString('latin1').split(' ')[1]);
}

describe('the proxy', () => {
  it('takes bytes and gives them back as a download that no browser shows', async () => {
    const bytes = randomBytes(3_000_000);
    expect(await (await put('0/r/artifacts/página.html', bytes, { 'content-type': 'text/html' })).json()).toEqual({});
    const answer = await get('0/r/artifacts/p%C3%A1gina.html');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="p_gina.html"; filename*=UTF-8''p%C3%A1gina.html`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe('sandbox');
    const head = await fetch(`${base}/artifacts/0/r/artifacts/p%C3%A1gina.html`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '3000000']);
    expect(answer.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
  });

  it('gives ranges', async () => {
    await put('0/x', '0123456789');
    for (const [range, status, text] of [
      ['bytes=2-4', 206, '234'],
      ['bytes=7-', 206, '789'],
      ['bytes=-2', 206, '89'],
      ['bytes=0-99', 206, '0123456789'],
      ['bytes=10-', 416, ''],
      ['bytes=5-2', 416, ''],
      ['lines=1-2', 200, '0123456789'],
    ] as const) {
      const answer = await get('0/x', { range });
      expect([answer.status, await answer.text()]).toEqual([status, text]);
    }
  });

  it('takes an empty file in chunks, without a length', async () => {
    const request = open(`${base}/artifacts/0/vazio`, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } });
    request.end();
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
    expect(await (await get('0/vazio')).text()).toBe('');
    expect(await list('0')).toEqual([{ path: 'vazio', is_dir: false, file_size: 0 }]);
  });

  it('decodes a name exactly once', async () => {
    const name = 'images/k%step%25%timestamp%1732%gabc é 日本.png';
    await put(`0/${encodeURIComponent(name).replaceAll('%2F', '/')}`, 'x');
    expect((await list('0/images')).map(({ path }) => path)).toEqual(['k%step%25%timestamp%1732%gabc é 日本.png']);
    expect((await get(`0/${encodeURIComponent(name)}`)).status).toBe(200);
  });

  it('knows what a client means that decodes the names of a list once more, and takes a name as it is first', async () => {
    const named = (step: string) => `k%step%${step}%timestamp%1732%gabc.png`;
    for (const step of ['25', '20', '10', '80']) await put(`0/${encodeURIComponent(named(step))}`, step);
    const asked = async (name: string) => (await get(`0/${encodeURIComponent(name)}`)).text();
    expect(await asked('k%step%%timestamp%1732%gabc.png')).toBe('25');
    expect(await asked('k%step %timestamp%1732%gabc.png')).toBe('20');
    expect(await asked('k%step\ufffd%timestamp%1732%gabc.png')).toBe('80');
    expect(await asked(named('10'))).toBe('10');
    await put(`0/${encodeURIComponent('k%step%%timestamp%1732%gabc.png')}`, 'exact');
    expect(await asked('k%step%%timestamp%1732%gabc.png')).toBe('exact');
  });

  it('lists nothing for a file and for what is not there, and has no file where a folder is', async () => {
    await put('0/r/a', '1');
    expect(await list('0/r/a')).toEqual([]);
    expect(await list('0/nada')).toEqual([]);
    expect(await list('0/')).toEqual([{ path: 'r', is_dir: true }]);
    for (const path of ['0/r', '0/r/nada', '0/r/a/b', 'nada']) {
      const answer = await get(path);
      expect([answer.status, ((await answer.json()) as { error_code: string }).error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST']);
    }
  });

  it('deletes a folder whole, also with a slash at its end, and never the root', async () => {
    await put('0/r/artifacts/a/b', '1');
    const remove = (path: string) => fetch(`${base}/artifacts/${path}`, { method: 'DELETE' });
    expect((await remove('0/r/artifacts/')).status).toBe(200);
    expect(await list('')).toEqual([]);
    expect((await remove('0/r')).status).toBe(404);
    expect((await remove('')).status).toBe(400);
    expect(inHome()).toEqual([]);
  });

  it('says why a path cannot be written', async () => {
    await put('0/a', '1');
    const answer = await put('0/a/b', randomBytes(1_000_000));
    expect([answer.status, ((await answer.json()) as { error_code: string }).error_code]).toEqual([400, 'RESOURCE_ALREADY_EXISTS']);
    expect(inHome()).toHaveLength(1);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const request = open(`${base}/artifacts/0/meio`, { method: 'PUT', headers: { 'content-length': 1_000_000 } });
    request.on('error', () => undefined);
    request.write(randomBytes(300_000));
    await waitFor(() => inHome().length === 1);
    request.destroy();
    await waitFor(() => inHome().length === 0);
    expect(await list('0')).toEqual([]);
  });
});

describe('paths that lead elsewhere', () => {
  const canary = () => join(test.core.home.root, 'canary');
  beforeEach(() => {
    writeFileSync(canary(), 'secret');
    mkdirSync(join(test.core.home.root, '0'), { recursive: true });
  });
  const twins = [
    '../canary', '..%2Fcanary', '%2e%2e/canary', '%2E%2E%2Fcanary', '%252e%252e%252fcanary', '%25252e%25252e/canary', '0/../../canary', '0/..', './0', '/etc/passwd', '%2Fetc/passwd',
    '0//x', '0/x%00', '0/x%0a', '0/x%7f', '0/x%23y', '0/x%3Fy', '0%5C..%5Ccanary', '..%5C..%5Cx', 'C:/x', 'C%3A%5Cx', '0/C:/x', '0/%252Fx', '0/x%255C', '0/%ff', '0/%zz', '0/%ED%A0%80',
  ]; // biome-ignore format: one list

  it.each(twins)('refuses %s for every verb', async (path) => {
    for (const [method, address] of [
      ['GET', `artifacts/${path}`],
      ['PUT', `artifacts/${path}`],
      ['DELETE', `artifacts/${path}`],
    ] as const) {
      expect([method, await raw(method, `/api/2.0/mlflow-artifacts/${address}`, method === 'PUT' ? 'x' : '')]).toEqual([method, 400]);
    }
    for (const verb of ['create', 'complete', 'abort']) {
      const status = await raw('POST', `/api/2.0/mlflow-artifacts/mpu/${verb}/${path}`, '{"path":"x","upload_id":"y","parts":[]}');
      expect(status).toBe(400);
    }
    expect(inHome()).toEqual([]);
  });

  it.each(['../canary', '/etc/passwd', '..\\x', 'C:/x', 'a#b', '%2e%2e/canary', 'a?/a', 'a\n'])(
    'refuses %j where a path comes in the query',
    async (path) => {
      const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
      const query = new URLSearchParams({ run_id: run, run_uuid: run, path }).toString();
      for (const address of [`/api/2.0/mlflow-artifacts/artifacts?${query}`, `/api/2.0/mlflow/artifacts/list?${query}`, `/get-artifact?${query}`])
        expect(await raw('GET', address)).toBe(400);
      expect(await raw('POST', `/ajax-api/2.0/mlflow/upload-artifact?${query}`, 'x')).toBe(400);
    },
  );

  it('takes no route by another spelling of it', async () => {
    await put('0/x', '1');
    expect(await raw('GET', '/api/2.0/mlflow%2Dartifacts/artifacts/0/x')).toBe(400);
    expect(await raw('GET', '/api/2.0/mlflow-artifacts/artifacts/0/x#y')).toBe(400);
  });
});

describe("a run's files, as MLflow's pages ask for them", () => {
  it('go up to 10 MB, are listed from the root of the run, and come back', async () => {
    const run = await tracking.startRun({ experiment: 'Default', name: 'r' });
    const upload = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`${server.url}/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${run}&path=${path}`, { method: 'POST', body });
    expect((await upload('notas/a.txt', 'olá')).status).toBe(200);
    const listed = await fetch(`${server.url}/api/2.0/mlflow/artifacts/list?run_id=${run}&path=notas`);
    expect(await listed.json()).toEqual({
      root_uri: `mlflow-artifacts:/0/${run}/artifacts`,
      files: [{ path: 'notas/a.txt', is_dir: false, file_size: 4 }],
    });
    expect(await (await fetch(`${server.url}/get-artifact?run_uuid=${run}&path=notas/a.txt`)).text()).toBe('olá');
    const large = await upload('grande', Buffer.alloc(10 * 1024 * 1024 + 1));
    expect([large.status, ((await large.json()) as { message: string }).message]).toEqual([400, 'Artifact size is too large. Max size is 10MB.']);
    expect((await upload('vazio', '')).status).toBe(400);
    expect(inHome()).toHaveLength(1);
  });
});
