/** A gateway's process with servers behind it, for tests and the benchmark. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openTestCore } from '../common/test-core.ts';
import { createGateway, type Gateway, type GatewayRoute } from './index.ts';

export const gatewayProgram = fileURLToPath(new URL('../gateway-process.ts', import.meta.url));

export interface Backend {
  id: string;
  port: number;
  server: Server;
  asked: number;
  how: How;
  close(): Promise<void>;
}

export interface How {
  label?: string;
  /** It answers nobody before. */
  until?: Promise<void>;
}

/** Answers `{"label": id}`. */
export async function backend(id: string, how: How = {}): Promise<Backend> {
  const server = createServer((request, response) => {
    one.asked++;
    request.resume();
    request.on('end', () => {
      const give = () => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ label: how.label ?? id, path: request.url }));
      };
      if (how.until) void how.until.then(give);
      else give();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const one = { id, port: (server.address() as AddressInfo).port, server, asked: 0, how, close };
  return one;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export interface TestGateway {
  gateway: Gateway;
  url: string;
  /** What it is told from now on; applied by `gateway.apply`. */
  routes: GatewayRoute[];
  route(change: Partial<GatewayRoute>): Promise<void>;
  owner(): string | null;
  close(): Promise<void>;
}

export function revision(number: number, weight: number, ...replicas: readonly Pick<Backend, 'id' | 'port'>[]): GatewayRoute['revisions'][number] {
  return { revision: number, weight, replicas: replicas.map(({ id, port }) => ({ id, port })) };
}

export async function testGateway(revisions: GatewayRoute['revisions'], limits: Partial<GatewayRoute['limits']> = {}): Promise<TestGateway> {
  const test = openTestCore();
  const port = await freePort();
  const first: GatewayRoute = {
    ...{ endpoint: 'e', port, stable: 1, revisions, sticky: null, shadow: null, language: 'en' },
    limits: { perReplica: 32, queue: 256, queueMs: 20_000, away: { queue: 256, queueMs: 20_000 }, timeoutMs: 5000, ...limits },
  };
  const routes = [first];
  const gateway = createGateway(test.core, { program: gatewayProgram, routes: () => routes });
  await gateway.apply();
  return {
    gateway,
    routes,
    url: `http://127.0.0.1:${port}`,
    async route(change) {
      routes[0] = { ...routes[0]!, ...change };
      await gateway.apply();
    },
    owner: () => test.core.storage.db.prepare<[], { owner: string | null }>('SELECT owner FROM gateway').get()!.owner,
    async close() {
      routes.length = 0;
      await gateway.apply();
      gateway.close();
      await test.dispose();
    },
  };
}
