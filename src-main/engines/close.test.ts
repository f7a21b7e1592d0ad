import { expect, test } from 'vitest';
import { docked, dockerLab } from './docker/test-docker.ts';
import { createProcessEngine } from './process/index.ts';
import { livePid } from './process/table.ts';
import { finish, said } from './test-lab.ts';

const lab = dockerLab();
const forever = `console.log('ready'); setInterval(() => {}, 1000);`;

test('closing ends a step in a process, and tells nobody', async () => {
  const engine = createProcessEngine(lab.core, lab.runtimeDir);
  const step = await engine.start(lab.step(forever));
  await said(step, 'ready');
  await engine.close();
  await expect.poll(() => livePid(step.reference)).toBeNull();
  expect(await Promise.race([step.exit, new Promise((resolve) => setTimeout(resolve, 100, 'silent'))])).toBe('silent');
});

docked('closing lets go of a step in a container, which the next core takes up', async () => {
  const launch = lab.step(`console.log('ready'); setTimeout(() => console.log('done'), 800);`);
  const step = await lab.engine.start(launch);
  await said(step, 'ready');
  await lab.engine.close();
  expect(await Promise.race([step.exit, new Promise((resolve) => setTimeout(resolve, 100, 'silent'))])).toBe('silent');
  const adopted = await lab.engine.adopt(step.reference, launch);
  expect(await finish(adopted!)).toMatchObject({ reason: 'exited', code: 0, stdout: 'ready\ndone\n' });
});
