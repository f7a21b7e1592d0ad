/**
 * B16: the load tester against the truth. A server that stops for 200 ms at every 500th request has a p99 that can be worked out; so do ours, autocannon
 * (`BENCH_AUTOCANNON=path`) and k6's open model (`BENCH_K6=path`) say what they see. Then requests per second of a core's time. Prints one JSON object.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from '../src-main/engines/process/node-binary.ts';
import { type Measuring, measureLoad } from '../src-main/load/measure.ts';
import { stall, testServer } from '../src-main/load/test-server.ts';
import { type Figure, median } from './support/report.ts';

const program = fileURLToPath(new URL('../src-main/load-process.ts', import.meta.url));
const [every, stallMs, rate, seconds] = [500, 200, 1000, 8];
const rounds = 3;
/** More than there is room for: what either can send is what a core's time allows. */
const tooMany = 30_000;
const busyConnections = 64;
const body = JSON.stringify({ massa: 3700, bico: 39.1, ilha: 'Dream' });
const autocannon = process.env.BENCH_AUTOCANNON ?? '';
const k6 = process.env.BENCH_K6 ?? '';
const figures: Figure[] = [];
const round = (value: number) => `${value.toFixed(1)} ms`;
const off = (seen: number, truth: number) => `${(100 * (seen / truth - 1)).toFixed(1)} %`;

/**
 * Of one cycle of 500 requests, those that come within the 200 ms wait for what is left of them; the others wait for nothing. With 1000 a second the
 * share that waits longer than x ms is (200 − x) / 500.
 */
const analytic = (q: number) => stallMs - ((1 - q) * every * 1000) / rate;

async function ours(port: number, perSecond: number, connections = 1000): Promise<{ p99: number; service: number; sent: number; cpuMs: number }> {
  const order: Measuring['order'] = {
    ...{ port, method: 'POST', path: '/', headers: {}, bodies: [body], arrivals: 'even', seed: 1, connections, timeoutMs: 60_000 },
    stages: [{ from: perSecond, to: perSecond, seconds }],
  };
  const cpu = cpuOf('load-process');
  const { result } = await measureLoad({ program, order, limits: {} });
  return { p99: result.latency!.p99.ms, service: result.service!.p99.ms, sent: result.sent, cpuMs: cpu.end() };
}

/** Processor time of the child process of ours that names `what`, looked at until it ends. */
function cpuOf(what: string): { end(): number } {
  let last = 0;
  const look = () => {
    for (const pid of execFileSync('pgrep', ['-P', String(process.pid), '-f', what], { encoding: 'utf8' }).split('\n')) if (pid !== '') note(pid);
  };
  const note = (pid: string) => {
    if (!existsSync(`/proc/${pid}/stat`)) return;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // utime and stime, in hundredths of a second.
    last = 10 * (Number(fields[11]) + Number(fields[12]));
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // it has ended, or not begun
    }
  }, 100);
  return {
    end() {
      clearInterval(timer);
      return last;
    },
  };
}

async function run(path: string, args: readonly string[], name: string): Promise<{ text: string; cpuMs: number }> {
  const cpu = cpuOf(name);
  const child: ChildProcess = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return { text, cpuMs: cpu.end() };
}

/** At a rate, or as fast as it can. */
async function theirCannon(port: number, perSecond: number | null): Promise<{ p99: number; sent: number; cpuMs: number }> {
  const paced = perSecond === null ? [] : ['-R', String(perSecond)];
  const args = [
    ...paced,
    '-c',
    String(busyConnections),
    '-d',
    String(seconds),
    '-m',
    'POST',
    '-H',
    'content-type=application/json',
    '-b',
    body,
    '--json',
  ];
  const { text, cpuMs } = await run(nodeBinary().path, [autocannon, ...args, `http://127.0.0.1:${port}/`], 'autocannon');
  const told = JSON.parse(text) as { latency: { p99: number }; requests: { total: number } };
  return { p99: told.latency.p99, sent: told.requests.total, cpuMs };
}

async function theirK6(port: number, perSecond: number): Promise<{ p99: number; sent: number; cpuMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-k6-'));
  const [script, summary] = [join(folder, 'script.js'), join(folder, 'summary.json')];
  writeFileSync(
    script,
    `import http from 'k6/http';
export const options = { summaryTrendStats: ['p(99)'], scenarios: { open: { executor: 'constant-arrival-rate', rate: ${perSecond}, timeUnit: '1s', duration: '${seconds}s', preAllocatedVUs: 400, maxVUs: 1000 } } };
export default () => { http.post('http://127.0.0.1:${port}/', '${body}', { headers: { 'content-type': 'application/json' } }); };`,
  );
  const { cpuMs } = await run(k6, ['run', '--quiet', '--no-usage-report', '--summary-export', summary, script], 'k6');
  const told = JSON.parse(readFileSync(summary, 'utf8')) as { metrics: Record<string, Record<string, number>> };
  rmSync(folder, { recursive: true });
  return { p99: told.metrics.http_req_duration!['p(99)']!, sent: told.metrics.http_reqs!.count!, cpuMs };
}

const truth = analytic(0.99);
const told: { ours: number[]; service: number[]; autocannon: number[]; k6: number[] } = { ours: [], service: [], autocannon: [], k6: [] };
for (let i = 0; i < rounds; i++) {
  const server = await testServer(stall(every, stallMs));
  const found = await ours(server.port, rate);
  told.ours.push(found.p99);
  told.service.push(found.service);
  server.close();
  if (autocannon) {
    const other = await testServer(stall(every, stallMs));
    told.autocannon.push((await theirCannon(other.port, rate)).p99);
    other.close();
  }
  if (k6) {
    const other = await testServer(stall(every, stallMs));
    told.k6.push((await theirK6(other.port, rate)).p99);
    other.close();
  }
}
const p99 = median(told.ours);
figures.push({
  ...{ id: 'B16', what: `p99 at ${rate} req/s of a server that stops ${stallMs} ms every ${every} requests`, ours: round(p99) },
  ...{ against: `worked out: ${round(truth)}`, ratio: (p99 / truth).toFixed(3), bar: 'within 5 %', met: Math.abs(p99 / truth - 1) <= 0.05 },
});
if (autocannon)
  figures.push({
    ...{ what: 'the same, told by autocannon -R', ours: `${round(p99)} (${off(p99, truth)})` },
    against: `${round(median(told.autocannon))} (${off(median(told.autocannon), truth)})`,
  });
if (k6) {
  const theirs = median(told.k6);
  figures.push({
    ...{ id: 'B16', what: 'the same, told by k6 constant-arrival-rate', ours: `${round(p99)} (${off(p99, truth)})` },
    ...{
      against: `${round(theirs)} (${off(theirs, truth)})`,
      ratio: (p99 / theirs).toFixed(3),
      bar: 'within 5 % of k6',
      met: Math.abs(p99 / theirs - 1) <= 0.05,
    },
  });
}

const perCore = ({ sent, cpuMs }: { sent: number; cpuMs: number }) => (1000 * sent) / Math.max(1, cpuMs);
const quick = await testServer(`(n, q, s) => s.end('{}')`);
const mine: number[] = [];
const cannons: number[] = [];
for (let i = 0; i < rounds; i++) {
  mine.push(perCore(await ours(quick.port, tooMany, busyConnections)));
  if (autocannon) cannons.push(perCore(await theirCannon(quick.port, null)));
}
quick.close();
const whole = (value: number) => Math.round(value).toLocaleString('en');
figures.push({
  ...{ id: 'B16', what: `requests per second of a core's time, as many as it can with ${busyConnections} connections`, ours: whole(median(mine)) },
  ...(autocannon && {
    ...{ against: `autocannon: ${whole(median(cannons))}`, ratio: (median(mine) / median(cannons)).toFixed(2) },
    ...{ bar: '≥ 1.0 ×', met: median(mine) >= median(cannons) },
  }),
});
console.log(JSON.stringify({ name: 'load', figures }));
