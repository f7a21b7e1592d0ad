/**
 * What an endpoint costs: start to ready (B14: against the start of a bare container, and of a bare Node process), one prediction over loopback
 * (against a bare node:http server that echoes the same body), the gap of a re-deploy, and a simulation of a thousand requests.
 * Prints one JSON object.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { detect } from '../src-main/engines/docker/detect.ts';
import { nodeBinary } from '../src-main/engines/process/node-binary.ts';
import { createMonitoring } from '../src-main/monitoring/index.ts';
import { modelLab, penguins } from '../tests/support/model-lab.ts';

const rounds = Number(process.argv[2] ?? 9);
const requests = 4000;
const row = { massa: 3700, bico: 39.1, ilha: 'Dream' };
const figures: Record<string, unknown>[] = [];
const lab = modelLab();
await lab.register(penguins(2000), 'pinguins', 1);

const median = (values: readonly number[], q = 0.5) => values.toSorted((a, b) => a - b)[Math.floor(values.length * q)]!;
const ms = (value: number) => `${value.toFixed(value < 10 ? 3 : 0)} ms`;

/** One keep-alive connection, one request after the other. */
async function latencies(url: string, path: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const body = JSON.stringify(row);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const taken: number[] = [];
  for (let i = 0; i < requests + 500; i++) {
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      const sent = request(new URL(path, url), { method: 'POST', agent, headers }, (answer) => {
        answer.resume();
        answer.on('end', resolve);
      });
      sent.on('error', reject);
      sent.end(body);
    });
    if (i >= 500) taken.push(performance.now() - begun);
  }
  agent.destroy();
  return taken;
}

async function echoServer(): Promise<{ child: ChildProcess; url: string }> {
  const program = `require('node:http').createServer((q, s) => { const c = []; q.on('data', (d) => c.push(d)); q.on('end', () => { JSON.parse(Buffer.concat(c)); s.setHeader('content-type', 'application/json'); s.end(Buffer.concat(c)); }); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const child = spawn(nodeBinary().path, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim())));
  return { child, url: `http://127.0.0.1:${port}` };
}

function bareNode(): number {
  const begun = performance.now();
  spawnSync(nodeBinary().path, ['-e', '0']);
  return performance.now() - begun;
}

/** Start to ready of a fresh endpoint, and the pairs it is compared with, in turn. */
async function coldStarts(engine: 'process' | 'docker', bare: () => number): Promise<{ ready: number; bare: number; above: number }> {
  const pairs: { ready: number; bare: number }[] = [];
  for (let round = -1; round < rounds; round++) {
    const floor = bare();
    const { readyMs } = await lab.serving.serve({ target: 'pinguins', engine, endpoint: 'frio' });
    await lab.serving.stop('frio');
    if (round >= 0) pairs.push({ ready: readyMs!, bare: floor });
  }
  return {
    ready: median(pairs.map((pair) => pair.ready)),
    bare: median(pairs.map((pair) => pair.bare)),
    above: median(pairs.map((pair) => pair.ready - pair.bare)),
  };
}

async function longestSilence(url: string, work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let since: number | null = null;
  let going = true;
  const client = (async () => {
    while (going) {
      const fine = await fetch(`${url}/health`, { headers: { connection: 'close' } }).then(
        (answer) => answer.ok,
        () => false,
      );
      since = fine ? null : (since ?? performance.now());
      if (since !== null) longest = Math.max(longest, performance.now() - since);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  await work();
  going = false;
  await client;
  return longest;
}

async function gaps(engine: 'process' | 'docker'): Promise<number> {
  const { url } = await lab.serving.serve({ target: 'pinguins', engine, endpoint: 'troca' });
  const found: number[] = [];
  for (let i = 0; i < 3; i++) found.push(await longestSilence(url!, () => lab.serving.serve({ target: 'pinguins', engine, endpoint: 'troca' })));
  await lab.serving.stop('troca');
  return median(found);
}

const start = await coldStarts('process', bareNode);
figures.push({
  ...{ id: 'B14', what: 'start → ready, process', ours: ms(start.ready), against: `node -e 0: ${ms(start.bare)}` },
  ...{ ratio: `+${ms(start.above)}`, bar: '≤ bare start + 250 ms', met: start.above <= 250 },
});

const { found: docker } = await detect();
if (docker) {
  await (await lab.engines.pick('docker')).prepare();
  const image = (await lab.engines.docker()).image!.reference;
  // Returns when the container has started; what it takes to end is no part of a start.
  const bareContainer = () => {
    const cli = (...args: string[]) => spawnSync('docker', ['-H', `unix://${docker.socket}`, ...args], { encoding: 'utf8' }).stdout.trim();
    const begun = performance.now();
    const id = cli('run', '-d', '-p', '127.0.0.1:0:8080', image, '/usr/local/bin/node', '-e', 'setTimeout(() => {}, 60000)');
    const taken = performance.now() - begun;
    cli('rm', '-f', id);
    return taken;
  };
  const container = await coldStarts('docker', bareContainer);
  figures.push({
    ...{ id: 'B14', what: 'start → ready, container', ours: ms(container.ready), against: `docker run -d -p … node: ${ms(container.bare)}` },
    ...{ ratio: `+${ms(container.above)}`, bar: '≤ container start + 250 ms', met: container.above <= 250 },
  });
}

const served = await lab.serving.serve({ target: 'pinguins', engine: 'process' });
const echo = await echoServer();
/** The server itself, behind the gateway that holds the endpoint's address. */
const { launch } = lab.core.storage.db.prepare<[string], { launch: string }>('SELECT launch FROM endpoints WHERE name = ?').get(served.name)!;
const own = `http://127.0.0.1:${(JSON.parse(launch) as { port: number }).port}`;
const [floor, ours, passedOn] = [await latencies(echo.url, '/'), await latencies(own, '/predict'), await latencies(served.url!, '/predict')];
echo.child.kill();
figures.push({
  ...{ id: 'B10', what: 'one prediction of a model server over loopback, p50 (p99)', ours: `${ms(median(ours))} (${ms(median(ours, 0.99))})` },
  ...{
    against: `bare node:http echo: ${ms(median(floor))}`,
    ratio: (median(ours) / median(floor)).toFixed(2),
    bar: 'p50 ≤ 0.3 ms',
    met: median(ours) <= 0.3,
  },
});
figures.push({ what: 'the same through the endpoint’s address', ours: `${ms(median(passedOn))} (${ms(median(passedOn, 0.99))})` });

const monitoring = createMonitoring(lab.core, lab);
const simulated: number[] = [];
for (let seed = 1; seed <= 5; seed++) {
  const begun = performance.now();
  const { simulationId } = await monitoring.simulate({ endpoint: 'pinguins', scenario: 'sudden', requests: 1000, seed });
  while (monitoring.simulation(simulationId).status === 'running') await new Promise((resolve) => setTimeout(resolve, 5));
  simulated.push(performance.now() - begun);
}
figures.push({
  what: 'simulation of 1000 requests, with drift report and alerts',
  ours: ms(median(simulated)),
  bar: '≤ 3 s',
  met: median(simulated) <= 3000,
});
await monitoring.close();

figures.push({ what: 're-deploy: longest time without an answer, process', ours: ms(await gaps('process')) });
if (docker) figures.push({ what: 're-deploy: longest time without an answer, container', ours: ms(await gaps('docker')) });

await lab.close();
console.log(JSON.stringify({ name: 'serving', figures }));
