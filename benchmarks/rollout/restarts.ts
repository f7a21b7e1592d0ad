/**
 * `coreRestart`, `engineRestarts`: 200 requests a second while what runs an endpoint is ended and comes back: the lab's core by `kill -9`, and a container
 * engine of our own, with its containers kept (`live-restore`) and without.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from '../../src-main/contract/serving.ts';
import { nodeBinary } from '../../src-main/engines/process/node-binary.ts';
import { ownDockerd, whyNoDockerd } from '../../tests/faults/own-dockerd.ts';
import { type ModelLab, modelLab, penguins } from '../../tests/support/model-lab.ts';
import { type Counts, steadyTraffic } from '../../tests/support/steady-traffic.ts';
import type { Figure } from '../support/report.ts';

const row = { massa: 3700, bico: 39.1, ilha: 'Dream' };
const perSecond = 200;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const span = ({ failedAt }: Counts) => (failedAt ? `, ${((failedAt.last - failedAt.first) / 1000).toFixed(1)} s from the first to the last` : '');
const said = (counts: Counts) => `${counts.failed} of ${counts.sent} failed${span(counts)}`;

const core = fileURLToPath(new URL('./core.ts', import.meta.url));

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

export async function coreRestart(): Promise<Figure[]> {
  const lab = modelLab();
  await lab.register(penguins(200), 'pinguins', 1);
  const { url } = await lab.serving.serve({ target: 'pinguins:1', engine: 'process' });
  const traffic = steadyTraffic(url!, perSecond, row);
  await sleep(1000);
  await traffic.look();
  for (let i = 0; i < 3; i++) {
    const one = await startCore(lab.core.home.root);
    await sleep(1000);
    await one.kill();
    await sleep(500);
  }
  const counts = await traffic.stop();
  await lab.close();
  const what = `${perSecond} req/s: core kill -9 and another one, three times`;
  return [{ what, ours: said(counts), bar: '≤ 0.1 %', met: counts.failed <= counts.sent / 1000 }];
}

/** What happens to the engine; it is back as soon as it can be, or after a while. */
const losses = {
  'stopped and started, its containers kept (live-restore)': { liveRestore: true, end: 'stop', awayMs: 0 },
  'stopped and started, which ends its containers': { liveRestore: false, end: 'stop', awayMs: 0 },
  'stopped, and started 15 s later': { liveRestore: false, end: 'stop', awayMs: 15_000 },
  'kill -9, and started 5 s later': { liveRestore: false, end: 'kill', awayMs: 5000 },
} as const;

export async function engineRestarts(): Promise<Figure[]> {
  if (whyNoDockerd() !== null) return [];
  const figures: Figure[] = [];
  for (const [what, loss] of Object.entries(losses)) {
    const { counts, engines } = await engineRestart(loss);
    figures.push({
      what: `${perSecond} req/s: container engine ${what}`,
      ours: `${said(counts)}, longest ${(counts.longestMs / 1000).toFixed(1)} s; answered by ${engines.join(' → ')}`,
      ...{ bar: '≤ 0.1 %', met: counts.failed <= counts.sent / 1000 },
    });
  }
  return figures;
}

async function engineRestart({ liveRestore, end, awayMs }: (typeof losses)[keyof typeof losses]): Promise<{ counts: Counts; engines: string[] }> {
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
    const traffic = steadyTraffic(url!, perSecond, row);
    await sleep(1000);
    await traffic.look();
    await dockerd[end]();
    await sleep(awayMs);
    await dockerd.start();
    await back(lab);
    return { counts: await traffic.stop(), engines };
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
