/**
 * B15, and rollouts under traffic: what the gateway adds to a request (against nginx with `split_clients` and `mirror`, where there is one: `BENCH_NGINX=path`),
 * a thousand switches, the split, the shadow; then 200 requests a second through every kind of change. Prints one JSON object.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RolloutPlanInput } from '../src-main/contract/rollout.ts';
import { rolloutPlan } from '../src-main/contract/rollout.ts';
import { claimPort } from '../src-main/engines/ports.ts';
import { nodeBinary } from '../src-main/engines/process/node-binary.ts';
import { whole } from '../src-main/gateway/index.ts';
import { revision, testGateway } from '../src-main/gateway/test-gateway.ts';
import { createRollouts } from '../src-main/rollout/index.ts';
import { modelLab } from '../tests/support/model-lab.ts';
import { type Counted, loadDuring, said } from './rollout/traffic.ts';
import type { Figure } from './support/report.ts';

const figures: (Figure | Record<string, unknown>)[] = [];
const body = JSON.stringify({ massa: 3700, bico: 39.1, ilha: 'Dream', area: 120.5, quartos: 3, bairro: 'Zona Sul', idade: 12, garagem: 1 });
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const ms = (value: number) => `${value.toFixed(value < 10 ? 3 : 0)} ms`;

const echo = (delayMs: number) =>
  `require('node:http').createServer((q, s) => { const c = []; q.on('data', (d) => c.push(d)); q.on('end', () => setTimeoutOrNow(() => { s.setHeader('content-type', 'application/json'); s.end(Buffer.concat(c)); })); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); }); function setTimeoutOrNow(f) { ${delayMs > 0 ? `setTimeout(f, ${delayMs})` : 'f()'} }`;

async function server(delayMs = 0): Promise<{ child: ChildProcess; id: string; port: number }> {
  const child = spawn(nodeBinary().path, ['-e', echo(delayMs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(await new Promise<string>((resolve) => child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim()))));
  return { child, id: `echo-${port}`, port };
}

function asker(port: number, sockets = 1) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const ask = () =>
    new Promise<{ status: number; revision: string }>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/predict', method: 'POST', agent, headers }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode!, revision: String(answer.headers['x-bancada-revision']) }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

async function p50(port: number, requests: number): Promise<number> {
  const { ask, close } = asker(port);
  const taken: number[] = [];
  for (let i = 0; i < requests + 200; i++) {
    const begun = performance.now();
    await ask();
    if (i >= 200) taken.push(performance.now() - begun);
  }
  close();
  return median(taken);
}

const nginxPath = process.env.BENCH_NGINX ?? 'nginx';
const hasNginx = spawnSync(nginxPath, ['-v'], { stdio: 'ignore' }).status === 0;

async function nginx(one: number, two: number): Promise<{ port: number; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const port = await claimPort(0);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream a { server 127.0.0.1:${one}; keepalive 32; } upstream b { server 127.0.0.1:${two}; keepalive 32; }
  split_clients "$request_id" $target { 5% b; * a; }
  server { listen 127.0.0.1:${port}; keepalive_requests 1000000;
    location / { mirror /mirror; proxy_pass http://$target; proxy_http_version 1.1; proxy_set_header Connection ""; }
    location = /mirror { internal; proxy_pass http://b$request_uri; proxy_http_version 1.1; proxy_set_header Connection ""; } } }`,
  );
  const child = spawn(nginxPath, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'inherit' });
  for (let i = 0; i < 100; i++) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    close() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const [one, two, slow] = [await server(), await server(), await server(300)];
const gate = await testGateway([revision(2, whole * 0.05, two), revision(1, whole * 0.95, one)]);
const gatePort = Number(new URL(gate.url).port);
const shadowed = { shadow: { revision: 2, share: whole } };

const peer = hasNginx ? await nginx(one.port, two.port) : null;
const added: { ours: number; nginx: number; bare: number }[] = [];
await gate.route(shadowed);
for (let round = 0; round < 5; round++) {
  const direct = await p50(one.port, 1500);
  const bare = await (async () => {
    await gate.route({ shadow: null });
    return p50(gatePort, 1500);
  })();
  await gate.route(shadowed);
  added.push({ bare: bare - direct, ours: (await p50(gatePort, 1500)) - direct, nginx: peer ? (await p50(peer.port, 1500)) - direct : Number.NaN });
}
peer?.close();
const [bare, ours, theirs] = [
  median(added.map((round) => round.bare)),
  median(added.map((round) => round.ours)),
  median(added.map((round) => round.nginx)),
];
figures.push({
  ...{ id: 'B15', what: 'added to a request, p50, one connection: canary of 5 %', ours: ms(bare), bar: '≤ 0.25 ms', met: bare <= 0.25 },
});
figures.push({
  ...{ id: 'B15', what: 'the same, with every request copied to a shadow', ours: ms(ours) },
  ...(peer && { against: `nginx, split_clients + mirror: ${ms(theirs)}`, ratio: (ours / theirs).toFixed(2) }),
  ...(peer ? { bar: '≤ 1.5 × nginx', met: ours <= 1.5 * theirs } : { bar: '≤ 0.25 ms', met: ours <= 0.25 }),
});

await gate.route({ shadow: null, revisions: [revision(2, whole * 0.05, two), revision(1, whole * 0.95, one)] });
const n = 20_000;
const splitter = asker(gatePort, 32);
let candidates = 0;
for (let i = 0; i < n; i += 100)
  for (const { revision: by } of await Promise.all(Array.from({ length: 100 }, splitter.ask))) if (by === '2') candidates++;
const sigmas = Math.abs(candidates - n * 0.05) / Math.sqrt(n * 0.05 * 0.95);
figures.push({
  id: 'B15',
  what: `share of a 5 % canary in ${n} requests`,
  ours: `${((candidates / n) * 100).toFixed(2)} % (${sigmas.toFixed(1)} σ)`,
  bar: '≤ 3 σ',
  met: sigmas <= 3,
});

let going = true;
let lost = 0;
let sent = 0;
const client = async () => {
  while (going) {
    sent++;
    const status = await splitter.ask().then((answer) => answer.status, String);
    if (status !== 200) lost++;
  }
};
const clients = Promise.all(Array.from({ length: 16 }, client));
for (let i = 0; i < 1000; i++) await gate.route({ stable: 1 + (i % 2), revisions: [revision(1 + (i % 2), whole, i % 2 === 0 ? one : two)] });
going = false;
await clients;
splitter.close();
figures.push({ id: 'B15', what: `1,000 switches under load: lost of ${sent} requests`, ours: String(lost), bar: '0', met: lost === 0 });

await gate.route({ stable: 1, revisions: [revision(2, 0, slow), revision(1, whole, one)], shadow: null });
const alone = await p50(gatePort, 1500);
await gate.route(shadowed);
const withSlow = await p50(gatePort, 1500);
figures.push({
  ...{ id: 'B15', what: 'p50 with a shadow that takes 300 ms', ours: ms(withSlow), against: `without shadow: ${ms(alone)}` },
  ...{ ratio: (withSlow / alone).toFixed(2), bar: '+ ≤ 0.25 ms', met: withSlow - alone <= 0.25 },
});
await gate.close();
for (const { child } of [one, two, slow]) child.kill();

const program = (predict: string) => `import { step } from '@bancada/sdk';
await step((lab) => lab.serve({
  name: 'casas', signature: [{ name: 'x', type: 'double', min: 0, max: 9 }], reference: [{ x: 1 }],
  predict: async (rows) => { ${predict}; return rows.map((row) => ({ label: row.x > 4 ? 'alto' : 'baixo', probabilities: { alto: 0.5, baixo: 0.5 } })); },
}));`;
const isTraffic = 'rows[0].x === 8';
const lab = modelLab();
lab.program('good', program(''));
lab.program('fails', program(`if (${isTraffic}) throw new Error('no')`));
lab.program('slow', program(`if (${isTraffic}) await new Promise((resolve) => setTimeout(resolve, 250))`));
lab.program('other', program(`if (${isTraffic}) return rows.map(() => ({ label: 'baixo', probabilities: { alto: 0.5, baixo: 0.5 } }))`));
const rollouts = createRollouts(lab.core, { serving: lab.serving, monitoring: { alertsSince: () => [] } });
const { url } = await lab.serving.serve({ target: 'good', endpoint: 'casas', engine: 'process' });

async function change(what: string, work: () => Promise<unknown>, bar: 'planned' | 'unplanned' = 'planned'): Promise<Counted> {
  const counts = await loadDuring(url!, 200, { x: 8 }, work);
  const allowed = bar === 'planned' ? 0 : counts.sent / 1000;
  figures.push({ what: `200 req/s: ${what}`, ours: said(counts), bar: bar === 'planned' ? '0' : '≤ 0.1 %', met: counts.failed <= allowed });
  return counts;
}

async function roll(plan: Omit<RolloutPlanInput, 'endpoint'>): Promise<void> {
  await rollouts.start(rolloutPlan.parse({ ...plan, endpoint: 'casas' }));
  await rollouts.settled('casas', () => {});
}

await change('blue-green switch, and back', async () => {
  await roll({ target: 'good', strategy: 'blue-green', watchMs: 1000 });
  await rollouts.rollback('casas');
});
await change('canary 5 → 25 → 50 → 100 %', () =>
  roll({ target: 'good', strategy: 'canary', weights: [5, 25, 50], holdMs: 3000, requests: 20, watchMs: 1000 }),
);

async function bad(what: string, plan: Omit<RolloutPlanInput, 'endpoint'>): Promise<void> {
  const counts = await loadDuring(url!, 200, { x: 8 }, () => roll({ ...plan, requests: 1_000_000 }));
  const done = rollouts.last('casas')!;
  const [ready, found] = [done.events.find(({ kind }) => kind === 'ready')!, done.events.find(({ kind }) => kind === 'bad')!];
  const { requests } = found.evidence!.candidate;
  const span = counts.failed > 0 ? counts.failedForMs : found.at - ready.at;
  figures.push({
    ...{ what: `${what}: from the first such answer to the last`, ours: ms(span) },
    ...{ against: `${requests} requests had it, ${said(counts)}`, bar: '≤ 2 s', met: done.status === 'rolled-back' && span <= 2000 },
  });
}
await bad('rollback, 500s at 5 %', { target: 'fails', strategy: 'canary', weights: [5] });
await bad('rollback, 250 ms slower at 5 % (from its first traffic)', { target: 'slow', strategy: 'canary', weights: [5] });
await bad('rollback, other answers under shadow (from its first traffic)', { target: 'other', strategy: 'shadow' });

await change('replicas 1 → 5 → 1', async () => {
  await rollouts.scale('casas', { replicas: 5 });
  await rollouts.scale('casas', { replicas: 1 });
});
await rollouts.scale('casas', { replicas: 3 });
await change(
  'replica kill -9, of three',
  async () => {
    const { reference } = lab.storage.db.prepare<[], { reference: string }>("SELECT reference FROM endpoints WHERE name = 'casas'").get()!;
    process.kill(Number.parseInt(reference, 10), 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 5000));
  },
  'unplanned',
);
await rollouts.close();
await lab.close();
console.log(JSON.stringify({ name: 'rollout', figures }));
