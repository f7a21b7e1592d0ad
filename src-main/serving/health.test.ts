import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunningService } from '../engines/index.ts';
import { openDatabase, type Storage } from '../storage/index.ts';
import { createHealth, type Health } from './health.ts';
import { createServingStore, type EndpointRow, type ServingStore } from './store.ts';

let storage: Storage;
let store: ServingStore;
let server: Server;
let status = 200;
let asked = 0;
let told: string[];
let health: Health;

beforeEach(async () => {
  storage = openDatabase(':memory:');
  store = createServingStore(storage);
  server = createServer((_, answer) => {
    asked++;
    answer.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  [status, asked, told] = [200, 0, []];
  const { port } = server.address() as { port: number };
  const service = { reference: 'r', port } as RunningService;
  const source = { kind: 'model' as const, name: 'm', version: '1', alias: null };
  const row = {
    name: 'e',
    status: 'ready',
    engine: 'process',
    source,
    signature: [],
    inputExample: {},
    revision: 1,
    port,
    launch: {},
    reference: 'r',
  };
  await store.save({
    ...row,
    previousOutDir: null,
    startedAt: 1,
    readyMs: 1,
    error: null,
    starter: null,
    candidate: null,
    displacedFrom: null,
  } as unknown as EndpointRow);
  health = createHealth(store, { service: async () => service, changed: (name) => told.push(name) }, 20);
});
afterEach(async () => {
  health.close();
  server.close();
  await storage.close();
});

const state = () => store.row('e')!.status;
const looks = (count: number) => expect.poll(() => asked, { interval: 5 }).toBeGreaterThan(asked + count);

it('calls an endpoint unhealthy after two bad looks, and ready again after a good one, while somebody watches', async () => {
  const leave = health.attend('e');
  await looks(2);
  expect([state(), told]).toEqual(['ready', []]);
  status = 503;
  await expect.poll(state, { interval: 5 }).toBe('unhealthy');
  status = 200;
  await expect.poll(state, { interval: 5 }).toBe('ready');
  expect(told).toEqual(['e', 'e']);
  leave();
});

it('asks nothing once the last watcher has left', async () => {
  const [one, two] = [health.attend('e'), health.attend('e')];
  one();
  one();
  await looks(1);
  two();
  await new Promise((resolve) => setTimeout(resolve, 60));
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toBe(before);
});

it('leaves an endpoint alone that somebody stops meanwhile', async () => {
  health.attend('e');
  status = 503;
  await store.update('e', () => ({ status: 'stopped', reference: null }));
  await looks(4);
  expect(state()).toBe('stopped');
});
