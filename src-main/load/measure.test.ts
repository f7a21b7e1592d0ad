import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { LoadStage } from '../contract/load-stages.ts';
import { measureLoad } from './measure.ts';
import { stall, type TestServer, testServer } from './test-server.ts';

const program = fileURLToPath(new URL('../load-process.ts', import.meta.url));
let server: TestServer | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

const stages = (rate: number, seconds: number): LoadStage[] => [{ from: rate, to: rate, seconds }];
async function measure(answer: string, order: { rate: number; seconds: number; connections?: number; timeoutMs?: number; signal?: AbortSignal }) {
  server = await testServer(answer);
  const { rate, seconds, connections = 200, timeoutMs = 20_000, signal } = order;
  const about = { port: server.port, method: 'POST', path: '/', headers: {}, bodies: ['{"x":1}'], arrivals: 'even', seed: 1 } as const;
  const asked = { ...about, bodies: [...about.bodies], stages: stages(rate, seconds), connections, timeoutMs };
  return (await measureLoad({ program, order: asked, limits: { p50Ms: 0.001, failed: 0.5 }, signal })).result;
}

it('counts the wait of those who came while nothing was answered', async () => {
  // Every 150th request stops the server for 300 ms: at 250 a second, half of the requests wait, on average half of that.
  const { sent, ok, failed, latency, series } = await measure(stall(150, 300), { rate: 250, seconds: 1.6 });
  expect([sent, ok, failed]).toEqual([400, 400, 0]);
  // One who waits for each answer before the next request would see two slow ones in all.
  expect(latency!.p90.ms).toBeGreaterThan(100);
  expect(latency!.p99.ms).toBeGreaterThan(230);
  expect(series.reduce((sum, { due }) => sum + due, 0)).toBe(400);
});

it('counts the wait for a connection too, and says what the answer itself took', async () => {
  const slow = `(n, q, s) => setTimeout(() => s.end('{}'), 50)`;
  const { ok, latency, service, connections } = await measure(slow, { rate: 40, seconds: 0.5, connections: 1 });
  // One connection answers at most 20 a second: those of the first half second are answered within one, the last after waiting a half.
  expect(ok).toBe(20);
  expect(connections).toBe(1);
  expect(latency!.max).toBeGreaterThan(400);
  expect(service!.p50.ms).toBeLessThan(latency!.p50.ms);
});

it('tells errors by their kind, and the limits that are broken', async () => {
  // Broken off in the middle of an answer: before its first byte, on a kept connection, it would be asked once more.
  const answer = `(n, q, s) => { const kind = n % 4; if (kind === 0) s.end('{}'); else if (kind === 1) { s.statusCode = 503; s.end('{}'); } else if (kind === 2) { s.writeHead(200, { 'content-length': '9' }); s.write('{'); setTimeout(() => s.destroy(), 5); } }`;
  const { sent, ok, failed, errors, broken } = await measure(answer, { rate: 160, seconds: 0.5, timeoutMs: 300 });
  expect(sent).toBe(80);
  expect(ok + failed).toBe(80);
  expect(Object.keys(errors).sort()).toEqual(['503', 'reset', 'timeout']);
  for (const count of Object.values(errors)) expect(count).toBeGreaterThan(0);
  expect(broken.map(({ limit }) => limit)).toEqual(['p50Ms', 'failed']);
});

it('reads answers of every form, and says who answered', async () => {
  const answer = `(n, q, s) => { s.setHeader('x-bancada-revision', String(1 + n % 2));
    if (n % 4 === 0) { s.write('{"a":'); setTimeout(() => s.end('1}'), 2); } else if (n % 4 === 1) { s.statusCode = 204; s.end(); }
    else if (n % 4 === 2) { s.setHeader('connection', 'close'); s.end('x'.repeat(100000)); } else { s.setHeader('content-length', '2'); s.end('{}'); } }`;
  const { ok, failed, errors, revisions } = await measure(answer, { rate: 200, seconds: 0.5 });
  expect([ok, failed], JSON.stringify(errors)).toEqual([100, 0]);
  expect(revisions.map(({ revision, requests }) => [revision, requests])).toEqual([
    [1, 50],
    [2, 50],
  ]);
});

it('says that nobody is there', async () => {
  server = await testServer('() => {}');
  const { port } = server;
  server.close();
  const order = { port, method: 'GET', path: '/', headers: {}, bodies: [''], stages: stages(50, 0.5), arrivals: 'even', seed: 1 } as const;
  const { result } = await measureLoad({ program, order: { ...order, bodies: [''], connections: 10, timeoutMs: 5000 }, limits: {} });
  expect(result).toMatchObject({ sent: 25, ok: 0, failed: 25, latency: null });
  expect(Object.keys(result.errors)).not.toContain('timeout');
});

it('ends when it is told to, with what it has', async () => {
  const abort = new AbortController();
  const asked = measure(`(n, q, s) => s.end('{}')`, { rate: 100, seconds: 3600, signal: abort.signal });
  setTimeout(() => abort.abort(), 400);
  const { sent } = await asked;
  expect(sent).toBeLessThan(10_000);
});
