import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { expect } from 'vitest';
import { finish, said } from '../test-lab.ts';
import { createDockerEngine } from './index.ts';
import { docked, dockerLab } from './test-docker.ts';

const lab = dockerLab();
const { engine, found } = lab;

docked('whatever a step left running is gone when the step has ended, and writes no more', async () => {
  const launch = lab.step(
    `import { spawn } from 'node:child_process';
     const write = 'setInterval(() => require("node:fs").appendFileSync("/lab/out/late.txt", "x"), 1)';
     const child = spawn(process.execPath, ['-e', write], { detached: true, stdio: 'ignore' });
     child.unref();
     setTimeout(() => {}, 300);`,
  );
  const ended = await finish(await engine.start(launch));
  expect(ended).toEqual({ reason: 'exited', code: 0, stdout: '', stderr: '' });
  const written = () => readFileSync(join(launch.outDir, 'late.txt'), 'utf8').length;
  const atTheEnd = written();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(atTheEnd).toBeGreaterThan(0);
  expect(written()).toBe(atTheEnd);
});

const ignoringTerm = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);`;

docked('a running step is taken up by the next core with its output from the beginning', async () => {
  const launch = lab.step(`console.log('first'); setTimeout(() => { console.log('last'); process.exit(5); }, 1500);`);
  const step = await engine.start(launch);
  await said(step, 'first');
  const next = createDockerEngine(lab.core, found, lab.runtimeDir);
  const adopted = await next.adopt(step.reference, launch);
  expect(await finish(adopted!)).toEqual({ reason: 'exited', code: 5, stdout: 'first\nlast\n', stderr: '' });
  await next.close();
});

docked('a step that ended while no core lived still gives its output and its code', async () => {
  const launch = lab.step(`console.log('alone'); process.exit(6);`);
  const docker = new Docker({ socketPath: found.socket });
  const deaf = createDockerEngine(lab.core, { ...found, docker: withoutRemoval(docker) }, lab.runtimeDir);
  const step = await deaf.start(launch);
  await step.exit;
  const adopted = await engine.adopt(step.reference, launch);
  expect(await finish(adopted!)).toEqual({ reason: 'exited', code: 6, isWhole: false, stdout: 'alone\n', stderr: '' });
  await engine.close();
  expect(await engine.adopt(step.reference, launch)).toBeNull();
});

docked('the time limit counts from the start of the container, not from its adoption', async () => {
  const launch = lab.step(ignoringTerm, { timeoutMs: 30_000 });
  const step = await engine.start(launch);
  await said(step, 'ready');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const adopted = await engine.adopt(step.reference, { ...launch, timeoutMs: 900 });
  expect((await finish(adopted!)).reason).toBe('timeout');
});

docked('a container of another home is not taken up', async () => {
  const step = await engine.start(lab.step(ignoringTerm));
  const stranger = createDockerEngine({ ...lab.core, homeId: 'another-home' }, found, lab.runtimeDir);
  expect(await stranger.adopt(step.reference, lab.step(''))).toBeNull();
  await step.stop('cancelled');
  await engine.close();
  expect(await engine.containers()).toBe(0);
});

docked('a step that cannot start leaves nothing behind', async () => {
  const launch = lab.step('', { codeDir: join(lab.root, 'no-such-folder') });
  await expect(engine.start(launch)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  await engine.close();
  expect(await engine.containers()).toBe(0);
  expect(existsSync(`${launch.outDir}.context.json`)).toBe(false);
});

function withoutRemoval(docker: Docker): Docker {
  const getContainer = docker.getContainer.bind(docker);
  docker.getContainer = (id) => Object.assign(getContainer(id), { remove: async () => {} });
  return docker;
}
