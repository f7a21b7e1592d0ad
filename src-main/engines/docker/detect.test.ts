import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { detect } from './detect.ts';
import { colima } from './strategies/colima.ts';
import { dockerDesktop } from './strategies/docker-desktop.ts';
import { dockerHost } from './strategies/docker-host.ts';
import { podman } from './strategies/podman.ts';
import { rootlessSocket } from './strategies/rootless-socket.ts';
import type { Surroundings } from './strategies/strategy.ts';
import { systemSocket } from './strategies/system-socket.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-detect-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const linux: Surroundings = { env: {}, platform: 'linux', homeDir: '/home/ana', uid: 1000 };
const mac: Surroundings = { env: {}, platform: 'darwin', homeDir: '/Users/ana', uid: 501 };
const windows: Surroundings = { env: {}, platform: 'win32', homeDir: 'C:\\Users\\ana', uid: -1 };

const reasonFor = async (host: string): Promise<string | undefined> => {
  const { found, refused } = await detect({ ...linux, env: { DOCKER_HOST: host } });
  expect(found).toBeNull();
  expect(refused.slice(1).every(({ reason }) => reason === 'DOCKER_HOST decides')).toBe(true);
  return refused[0]?.reason;
};

test.each([
  ['an engine on another machine', 'tcp://10.0.0.7:2375', 'tcp://10.0.0.7:2375: not on this computer'],
  ['an engine over ssh', 'ssh://ana@server', 'ssh://ana@server: not on this computer'],
  ['a socket that is not there', `unix://${folder}/none.sock`, `${folder}/none.sock: ENOENT`],
  ['a port that nobody listens on', 'tcp://127.0.0.1:1', '127.0.0.1:1: ECONNREFUSED'],
])('%s is refused with its reason', async (_what, host, reason) => {
  expect(await reasonFor(host)).toBe(reason);
});

test('a socket that never answers is given up within a second and a half', async () => {
  const path = join(folder, 'silent.sock');
  const server = createServer(() => {});
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const started = performance.now();
  expect(await reasonFor(`unix://${path}`)).toBe(`${path}: no answer in 1200 ms`);
  expect(performance.now() - started).toBeLessThan(1500);
});

test('an engine for Windows containers is refused', async () => {
  const path = join(folder, 'windows.sock');
  const body = JSON.stringify({ ServerVersion: '1', OSType: 'windows' });
  const server = createServer((socket) => {
    socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  expect(await reasonFor(`unix://${path}`)).toBe(`${path}: runs windows containers`);
});

test('each way looks where that engine listens', () => {
  expect(dockerHost.find({ ...linux, env: { DOCKER_HOST: 'tcp://localhost:2375' } })).toEqual([{ host: 'localhost', port: 2375 }]);
  expect(dockerHost.find(linux)).toEqual({ refused: 'not set' });
  expect(systemSocket.find(linux)).toEqual([{ socketPath: '/var/run/docker.sock' }]);
  expect(systemSocket.find(windows)).toEqual([{ socketPath: '//./pipe/docker_engine' }]);
  expect(rootlessSocket.find({ ...linux, env: { XDG_RUNTIME_DIR: '/run/user/7' } })).toContainEqual({ socketPath: '/run/user/7/docker.sock' });
  expect(rootlessSocket.find(mac)).toEqual({ refused: 'Linux only' });
  expect(dockerDesktop.find(mac)).toEqual([{ socketPath: '/Users/ana/.docker/run/docker.sock' }]);
  expect(dockerDesktop.find(linux)).toEqual([{ socketPath: '/home/ana/.docker/desktop/docker.sock' }]);
  expect(podman.find(linux)).toEqual([{ socketPath: '/run/user/1000/podman/podman.sock' }]);
  expect(podman.find({ ...linux, uid: 0 })).toContainEqual({ socketPath: '/run/podman/podman.sock' });
  expect(colima.find(mac)).toContainEqual({ socketPath: '/Users/ana/.colima/default/docker.sock' });
  expect(colima.find(windows)).toEqual({ refused: 'macOS and Linux only' });
});
