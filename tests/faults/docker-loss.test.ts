import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDockerEngine, type DockerEngine } from '../../src-main/engines/docker/index.ts';
import type { RunningStep } from '../../src-main/engines/engine.ts';
import { finish, testLab } from '../../src-main/engines/test-lab.ts';
import { type OwnDockerd, ownDockerd, whyNoDockerd } from './own-dockerd.ts';

const reason = whyNoDockerd();
if (reason) console.error(`docker loss tests skipped: ${reason}`);
const rooted = test.skipIf(reason !== null);
const cycles = Number(process.env.FAULT_CYCLES ?? 2);
/** A loss must be noticed within it. */
const noticeMs = 3000;

const lab = testLab();
let dockerd: OwnDockerd;
let engine: DockerEngine;

beforeAll(async () => {
  if (reason) return;
  dockerd = ownDockerd();
  await dockerd.start();
  const docker = new Docker({ socketPath: dockerd.socket });
  engine = createDockerEngine(lab.core, { docker, way: 'test', socket: dockerd.socket, version: '', rootless: false }, lab.runtimeDir);
  await engine.prepare();
}, 120_000);

afterAll(async () => {
  if (!reason) {
    await engine.close();
    await dockerd.destroy();
  }
  lab.remove();
}, 60_000);

async function runningStep(): Promise<{ step: RunningStep; ended: ReturnType<typeof finish> }> {
  const step = await engine.start(lab.step(`console.log('ready'); setInterval(() => {}, 1000);`));
  return { step, ended: finish(step) };
}

async function expectLost({ step, ended }: Awaited<ReturnType<typeof runningStep>>, since: number): Promise<void> {
  expect(await ended).toMatchObject({ reason: 'engine-lost', code: null });
  expect(performance.now() - since).toBeLessThan(noticeMs);
  await step.stop('cancelled'); // nobody wants to take it up again
}

async function expectWell(): Promise<void> {
  expect(await finish(await engine.start(lab.step(`console.log('fine')`)))).toMatchObject({ reason: 'exited', code: 0, stdout: 'fine\n' });
  await expect.poll(() => engine.containers(), { timeout: 10_000 }).toBe(0);
}

rooted.each(Array.from({ length: cycles }, (_, index) => index + 1))(
  'an engine that is killed under a step is noticed, and works again once it is back (%i)',
  async () => {
    const running = await runningStep();
    const since = performance.now();
    await dockerd.kill();
    await expectLost(running, since);
    await expect(engine.start(lab.step(''))).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    await dockerd.start();
    await expectWell();
  },
);

rooted.each(Array.from({ length: cycles }, (_, index) => index + 1))(
  'an engine that freezes under a step is noticed, and leaves nothing once it goes on (%i)',
  async () => {
    const running = await runningStep();
    const since = performance.now();
    dockerd.freeze();
    try {
      await expectLost(running, since);
      const asked = performance.now();
      await expect(engine.start(lab.step(''))).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
      expect(performance.now() - asked).toBeLessThan(noticeMs);
    } finally {
      dockerd.thaw();
    }
    await expectWell();
  },
);

rooted('a step that is cancelled while its engine is frozen ends all the same', async () => {
  const { step, ended } = await runningStep();
  dockerd.freeze();
  const asked = performance.now();
  try {
    await step.stop('cancelled');
    expect(await ended).toMatchObject({ reason: 'cancelled', code: null });
    expect(performance.now() - asked).toBeLessThan(noticeMs);
  } finally {
    dockerd.thaw();
  }
  await expectWell();
});
