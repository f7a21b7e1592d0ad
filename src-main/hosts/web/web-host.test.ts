import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '../../lab.ts';
import { startWebHost, type WebHost } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-web-host-'));
const rendererDir = join(folder, 'renderer');
let lab: Awaited<ReturnType<typeof openLab>>;
let host: WebHost;
let token: string;

beforeAll(async () => {
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html>');
  writeFileSync(join(rendererDir, 'assets', 'a-1.js'), 'let a;');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  lab = await openLab({ home: join(folder, 'home') });
  host = await startWebHost({ lab: Promise.resolve(lab), rendererDir });
  token = new URL(host.url).searchParams.get('token')!;
});

afterAll(async () => {
  await host.close();
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The path as it is: `fetch` would tidy it up. */
function ask(path: string, { method = 'GET', headers = { authorization: `Bearer ${token}` } as Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the web host', () => {
  it('asks for the token on every path, and for its own name', async () => {
    for (const path of ['/', '/assets/a-1.js', '/health', '/nada', '/?token=wrong']) expect((await ask(path, { headers: {} })).status).toBe(401);
    expect((await ask('/', { headers: { authorization: `Bearer ${token}`, host: 'evil.example' } })).status).toBe(403);
    expect((await ask('/', { headers: { authorization: `Bearer ${token}`, origin: 'http://evil.example' } })).status).toBe(403);
  });

  it('takes the token out of the address and into a cookie, and leads to no other host', async () => {
    const first = await ask(`/?token=${token}`, { headers: {} });
    expect(first).toMatchObject({ status: 302, headers: { location: '/', 'set-cookie': [expect.stringMatching(/HttpOnly; SameSite=Strict/)] } });
    const cookie = String(first.headers['set-cookie']).split(';')[0]!;
    expect(await ask('/', { headers: { cookie } })).toMatchObject({ status: 200, body: '<!doctype html>' });
    expect((await ask(`//evil.example/?token=${token}`, { headers: {} })).headers.location).toBe('/evil.example/');
  });

  it('serves the renderer under a strict policy; files named by their content for good', async () => {
    const page = await ask('/');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      // A page on another port of this computer is of the same site: it would keep a hold on the lab's window.
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const script = await ask('/assets/a-1.js');
    expect(script).toMatchObject({
      status: 200,
      body: 'let a;',
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'content-length': '6' },
    });
    expect(script.headers['cache-control']).toContain('immutable');
    expect(await ask('/assets/a-1.js', { method: 'HEAD' })).toMatchObject({ status: 200, body: '', headers: { 'content-length': '6' } });
  });

  it.each(['/nada.js', '/assets', '/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2f..%2fsecret.txt', '/%00', '/%'])(
    'has nothing at %s',
    async (path) => expect((await ask(path)).status).toBe(404),
  );

  it('has nothing for other methods', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(404);
  });

  it('opens a socket only at /rpc and only with the token', async () => {
    const upgrade = (path: string) =>
      new Promise<string>((resolve) => {
        const socket = createConnection(host.port, '127.0.0.1', () =>
          socket.write(
            `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
          ),
        );
        socket.once('data', (data) => {
          socket.destroy();
          resolve(String(data).split('\r\n')[0]!);
        });
      });
    expect(await upgrade('/rpc')).toBe('HTTP/1.1 401 Unauthorized');
    expect(await upgrade(`/outro?token=${token}`)).toBe('HTTP/1.1 403 Forbidden');
    expect(await upgrade(`/rpc?token=${token}`)).toBe('HTTP/1.1 101 Switching Protocols');
  });

  it('says that a port is taken', async () => {
    await expect(startWebHost({ lab: Promise.resolve(lab), rendererDir, port: host.port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      data: { port: host.port },
    });
  });

  it('serves pages before the lab is open, and lets whoever asks the lab wait for it', async () => {
    const opening = Promise.withResolvers<typeof lab>();
    const early = await startWebHost({ lab: opening.promise, rendererDir });
    const authorization = `Bearer ${new URL(early.url).searchParams.get('token')}`;
    const get = (path: string) => fetch(`http://127.0.0.1:${early.port}${path}`, { headers: { authorization } });
    const health = get('/health');
    expect(await (await get('/')).text()).toBe('<!doctype html>');
    expect(await Promise.race([health, 'waits'])).toBe('waits');
    opening.resolve(lab);
    expect((await health).status).toBe(200);
    await early.close();
  });

  it('ends, and leaves nobody waiting, when the lab cannot be opened', async () => {
    const opening = Promise.withResolvers<typeof lab>();
    const early = await startWebHost({ lab: opening.promise, rendererDir });
    const authorization = `Bearer ${new URL(early.url).searchParams.get('token')}`;
    const health = fetch(`http://127.0.0.1:${early.port}/health`, { headers: { authorization } });
    opening.reject(new Error('no disk'));
    expect((await health).status).toBe(500);
    await early.close();
  });
});
