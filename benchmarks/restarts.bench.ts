/**
 * `coreRestart`, `gatewayKills`, `engineRestarts`: 200 requests a second while what runs an endpoint is ended and comes back: the lab's core and its gateway by
 * `kill -9`, and a container engine of our own, with its containers kept (`live-restore`) and without. Prints one JSON object.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from '../src-main/contract/serving.ts';
import { nodeBinary } from '../src-main/engines/process/node-binary.ts';
import { ownDockerd, whyNoDockerd } from '../tests/faults/own-dockerd.ts';
import { type ModelLab, modelLab, penguins } from '../tests/support/model-lab.ts';
import { type Counted, loadDuring, said } from './rollout/traffic.ts';
import type { Figure } from './support/report.ts';

const row = { massa: 3700, bico: 39.1, ilha: 'Dream' };
const perSecond = 200;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const core = fileURLToPath(new URL('./rollout/core.ts', import.meta.url));

/** A core that has served something and holds it, in a process of its own. */
async function startCore(home: string): Promise<{ kill(): Promise<void> }> {
  const child = spawn(nodeBinary().path, [core, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function coreRestart(): Promise<Figure[]> {
  const lab = modelLab();
  await lab.register(penguins(200), 'pinguins', 1);
  const { url } = await lab.serving.serve({ target: 'pinguins:1', engine: 'process' });
  const counts = await loadDuring(url!, perSecond, row, async () => {
    for (let i = 0; i < 3; i++) {
      const one = await startCore(lab.core.home.root);
      await sleep(1000);
      await one.kill();
      await sleep(500);
    }
  });
  await lab.close();
  const what = `${perSecond} req/s: core kill -9 and another one, three times`;
  return [{ what, ours: said(counts), bar: '≤ 0.1 %', met: counts.failed <= counts.sent / 1000 }];
}

/** Its process, its partner's, and both in one moment: then nobody holds the door until the core has started another. */
async function gatewayKills(): Promise<Figure[]> {
  const lab = modelLab();
  await lab.register(penguins(200), 'pinguins', 1);
  const { url } = await lab.serving.serve({ target: 'pinguins:1', engine: 'process' });
  const read = lab.storage.db.prepare<[], { owner: string }>('SELECT owner FROM gateway');
  const pid = () => Number(read.get()!.owner.split(':')[0]);
  const kinds: Record<string, (gateway: number, partner: number) => number[]> = {
    'gateway kill -9': (gateway) => [gateway],
    "gateway's partner kill -9": (_, partner) => [partner],
    'gateway and its partner kill -9 together': (gateway, partner) => [gateway, partner],
  };
  const figures: Figure[] = [];
  for (const [what, whom] of Object.entries(kinds)) {
    const counts = await loadDuring(url!, perSecond, row, async () => {
      for (let i = 0; i < 3; i++) {
        for (const one of whom(pid(), await partnerOf(pid))) process.kill(one, 'SIGKILL');
        await sleep(1000);
      }
      await partnerOf(pid);
    });
    const name = `${perSecond} req/s: ${what}, three times`;
    const bar = what.includes('together') ? {} : { bar: '≤ 0.1 %', met: counts.failed <= counts.sent / 1000 };
    figures.push({ what: name, ours: said(counts), ...bar });
  }
  await lab.close();
  return figures;
}

/** Once it has one that had a second to hear what it must know. */
async function partnerOf(gateway: () => number): Promise<number> {
  for (let i = 0; i < 100; i++) {
    await sleep(200);
    const children = readFileSync(`/proc/${gateway()}/task/${gateway()}/children`, 'utf8').trim();
    if (children === '') continue;
    await sleep(1000);
    return Number(children);
  }
  throw new Error('the gateway has no partner');
}

/** What happens to the engine; it is back as soon as it can be, or after a while. */
const losses = {
  'stopped and started, its containers kept (live-restore)': { liveRestore: true, end: 'stop', awayMs: 0 },
  'stopped and started, which ends its containers': { liveRestore: false, end: 'stop', awayMs: 0 },
  'stopped, and started 15 s later': { liveRestore: false, end: 'stop', awayMs: 15_000 },
  'kill -9, and started 5 s later': { liveRestore: false, end: 'kill', awayMs: 5000 },
} as const;

async function engineRestarts(): Promise<Figure[]> {
  if (whyNoDockerd() !== null) return [];
  const figures: Figure[] = [];
  for (const [what, loss] of Object.entries(losses)) {
    const { counts, engines } = await engineRestart(loss);
    figures.push({
      what: `${perSecond} req/s: container engine ${what}`,
      ours: `${said(counts)}; answered by ${engines.join(' → ')}`,
      ...{ bar: '≤ 0.1 %', met: counts.failed <= counts.sent / 1000 },
    });
  }
  return figures;
}

async function engineRestart({ liveRestore, end, awayMs }: (typeof losses)[keyof typeof losses]): Promise<{ counts: Counted; engines: string[] }> {
  const dockerd = ownDockerd({ published: true, liveRestore });
  const before = process.env.DOCKER_HOST;
  let lab: ModelLab | null = null;
  try {
    await dockerd.start();
    process.env.DOCKER_HOST = `unix://${dockerd.socket}`;
    lab = modelLab();
    const { serving, core } = lab;
    await lab.register(penguins(200), 'pinguins', 1);
    const { url } = await serving.serve({ target: 'pinguins:1', engine: 'docker' });
    const engines = ['docker'];
    core.changes.listen(({ topic }) => {
      const { engine, status } = serving.get('pinguins');
      if (topic === 'endpoints' && status === 'ready' && engines.at(-1) !== engine) engines.push(engine);
    });
    const running = lab;
    const counts = await loadDuring(url!, perSecond, row, async () => {
      await dockerd[end]();
      await sleep(awayMs);
      await dockerd.start();
      await back(running);
    });
    return { counts, engines };
  } finally {
    await lab?.close();
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
    await dockerd.destroy();
  }
}

/** In its container again, for three seconds on end. */
async function back(lab: ModelLab): Promise<void> {
  const isReady = ({ status, engine }: Endpoint) => status === 'ready' && engine === 'docker';
  for (let ready = 0, i = 0; ready < 15 && i < 300; i++) {
    await sleep(200);
    ready = isReady(lab.serving.get('pinguins')) ? ready + 1 : 0;
  }
}

const figures = [...(await coreRestart()), ...(await gatewayKills()), ...(await engineRestarts())];
console.log(JSON.stringify({ name: 'restarts', figures }));
