/** A container engine of our own that is killed, frozen, stopped or cut off in the middle of a step: the run notices, says so, and goes on. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { StepRun } from '../../src-main/contract/pipelines.ts';
import { createDockerEngine, type DockerEngine } from '../../src-main/engines/docker/index.ts';
import type { PipelinesDomain } from '../../src-main/pipelines/index.ts';
import { openTestLab, type TestLab } from '../../src-main/pipelines/test-support/lab.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { type OwnDockerd, ownDockerd, whyNoDockerd } from './own-dockerd.ts';
import { type SocketProxy, socketProxy } from './socket-proxy.ts';

const reason = whyNoDockerd();
if (reason) console.error(`docker loss in runs: skipped, ${reason}`);
const rooted = test.skipIf(reason !== null);
const cycles = Number(process.env.DOCKER_LOSS_CYCLES ?? 7);
const seed = Number(process.env.FAULT_SEED ?? 20_261_121);
/** A loss must be noticed within it. */
const noticeMs = 3000;
const points = 25;

const code = {
  'pipeline.yaml': `name: perda
steps:
- { id: dados, run: dados.ts, outputs: [dados.json] }
- { id: longo, run: longo.ts, inputs: { dados: dados.dados }, outputs: [soma.json], retries: { max: 0 } }
- { id: fim, run: fim.ts, inputs: { soma: longo.soma } }
`,
  'dados.ts': `import { step } from '@bancada/sdk';
await step((lab) => lab.output('dados').json([1, 2, 3]));`,
  'longo.ts': `import { step } from '@bancada/sdk';
await step(async (lab) => {
  for (let i = 0; i < ${points}; i++) {
    lab.metric('ponto', i, i);
    console.log('linha ' + i);
    await new Promise((done) => setTimeout(done, 80));
  }
  lab.output('soma').json(lab.input('dados').json().reduce((a, b) => a + b));
});`,
  'fim.ts': `import { step } from '@bancada/sdk';
await step((lab) => lab.metric('soma', lab.input('soma').json()));`,
};

let dockerd: OwnDockerd;
let proxy: SocketProxy;
let lab: TestLab;
let engine: DockerEngine;
let impatient: PipelinesDomain;

beforeAll(async () => {
  if (reason) return;
  dockerd = ownDockerd();
  await dockerd.start();
  proxy = await socketProxy(join(dockerd.socket, '..', 'proxy.sock'), dockerd.socket);
  const found = { docker: new Docker({ socketPath: proxy.socket }), way: 'test', socket: proxy.socket, version: '', rootless: false };
  const runtimeDir = fileURLToPath(new URL('../../dist/runtime', import.meta.url));
  lab = openTestLab((core) => {
    engine = createDockerEngine(core, found, runtimeDir);
    return engine;
  }, code);
  impatient = lab.another(engine, { engineWaitMs: 800 });
  await engine.prepare();
}, 120_000);

afterEach(async () => {
  if (reason) return;
  proxy.latencyMs = 0;
  proxy.mend();
  dockerd.thaw();
  await dockerd.start();
});

afterAll(async () => {
  if (reason) return;
  await lab[Symbol.asyncDispose]();
  await proxy.close();
  await dockerd.destroy();
}, 60_000);

const longStep = (runId: string, pipelines = lab.pipelines): StepRun => pipelines.get(runId).steps[1]!;

/** A run whose long step is `afterMs` into its work. */
async function underWay(afterMs: number, pipelines = lab.pipelines): Promise<string> {
  const { runId } = await pipelines.start({ pipeline: 'perda', cache: false });
  await expect.poll(() => longStep(runId, pipelines).metrics.ponto, { timeout: 20_000, interval: 20 }).toBeDefined();
  await sleep(afterMs);
  return runId;
}

async function noticed(runId: string, since: number): Promise<number> {
  await expect
    .poll(() => longStep(runId), { timeout: noticeMs, interval: 20 })
    .toMatchObject({ status: 'waiting', error: { code: 'STEP_ENGINE_AWAY' } });
  expect(longStep(runId).error!.message).toMatch(/^O Docker parou de responder às \d\d:\d\d; o passo longo continua quando ele voltar\.$/);
  return performance.now() - since;
}

/** How often its program was begun anew; and how often an engine that was going away would not even begin it, of which an attempt is left too. */
interface Losses {
  lost: number;
  refused: number;
}

async function wentOn(runId: string): Promise<Losses> {
  const run = await lab.pipelines.finished(runId);
  expect(run).toMatchObject({ status: 'succeeded', error: null, metrics: { soma: 6 } });
  expect(run.steps.map(({ attempts, error }) => [attempts, error])).toEqual([
    [1, null],
    [1, null],
    [1, null],
  ]);
  const { db } = lab.core.storage;
  const history = db
    .prepare<[string], { step: number }>(
      "SELECT step FROM metrics JOIN runs ON runs.id = metrics.run WHERE runs.run_id = ? AND key = 'ponto' ORDER BY step",
    )
    .all(run.trackingRunId!);
  expect(history.map(({ step }) => step)).toEqual(Array.from({ length: points }, (_, index) => index));
  const ends = db
    .prepare<[string], { status: string; begun: number }>(
      "SELECT status, launched_at IS NOT NULL AS begun FROM step_attempts WHERE run_id = ? AND step_id = 'longo'",
    )
    .all(runId);
  expect(ends.filter(({ status }) => status !== 'lost')).toEqual([{ status: 'succeeded', begun: 1 }]);
  await expect.poll(() => engine.containers(), { timeout: 20_000 }).toBe(0);
  const refused = ends.filter(({ begun }) => begun === 0).length;
  return { lost: ends.length - 1 - refused, refused };
}

const random = seededRandom(seed);
const ways = ['kill', 'freeze', 'restart', 'cut', 'half'] as const;
const figures: ({ way: string; ms: number } & Losses)[] = [];

rooted.each(
  Array.from({ length: cycles }, (_, index) => ({
    cycle: index + 1,
    way: ways[index % ways.length]!,
    afterMs: Math.round(random() * 1200),
    awayMs: Math.round(random() * 1500),
  })),
)(
  'cycle $cycle: $way after $afterMs ms, back $awayMs ms after it was noticed',
  async ({ way, afterMs, awayMs }) => {
    const runId = await underWay(afterMs);
    if (way === 'restart') await dockerd.stop();
    const since = performance.now();
    if (way === 'kill') await dockerd.kill();
    if (way === 'freeze') dockerd.freeze();
    if (way === 'cut') proxy.cut();
    if (way === 'half') proxy.halfClose();
    // Closed by half, the engine is there all the time: it is asked again at once, and there is nothing to wait for.
    const ms = way === 'half' ? 0 : await noticed(runId, since);
    await sleep(awayMs);
    if (way === 'kill' || way === 'restart') await dockerd.start();
    if (way === 'freeze') dockerd.thaw();
    proxy.mend();
    figures.push({ way, ms, ...(await wentOn(runId)) });
  },
  120_000,
);

rooted('the figures of the cycles', () => {
  for (const way of ways) {
    const of = figures.filter((each) => each.way === way);
    const ms = of.map((each) => Math.round(each.ms)).sort((a, b) => a - b);
    const [lost, refused] = [of.reduce((sum, each) => sum + each.lost, 0), of.reduce((sum, each) => sum + each.refused, 0)];
    console.log(`${way}: ${of.length} times, noticed after ${ms[0]}–${ms.at(-1)} ms, begun anew ${lost} times, refused ${refused} times`);
  }
  // What an engine ends under a program is one loss.
  expect(figures.filter(({ lost }) => lost > 1)).toEqual([]);
  expect(figures.every(({ ms }) => ms < noticeMs)).toBe(true);
});

rooted(
  'a slow engine is waited for and not given up',
  async () => {
    proxy.latencyMs = 300;
    const { runId } = await lab.pipelines.start({ pipeline: 'perda', cache: false });
    expect(await wentOn(runId)).toEqual({ lost: 0, refused: 0 });
  },
  60_000,
);

rooted(
  'an engine that stays away ends the step by its policy, and what is left goes when it is back',
  async () => {
    const runId = await underWay(200, impatient);
    proxy.cut();
    const asked = performance.now();
    const run = await impatient.finished(runId);
    expect(performance.now() - asked).toBeLessThan(8000);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'STEP_ENGINE_LOST' } });
    expect(run.steps.map(({ status }) => status)).toEqual(['succeeded', 'failed', 'skipped']);
    proxy.mend();
    await expect.poll(() => engine.containers(), { timeout: 20_000 }).toBe(0);
  },
  60_000,
);

rooted(
  'a run that is cancelled while its engine is away ends at once',
  async () => {
    const runId = await underWay(200);
    dockerd.freeze();
    await noticed(runId, performance.now());
    const asked = performance.now();
    await lab.pipelines.cancel(runId);
    expect(await lab.pipelines.finished(runId)).toMatchObject({ status: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(noticeMs);
    dockerd.thaw();
    await expect.poll(() => engine.containers(), { timeout: 20_000 }).toBe(0);
  },
  60_000,
);
