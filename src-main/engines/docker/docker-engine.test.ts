import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { expect } from 'vitest';
import { finish, said } from '../test-lab.ts';
import { createDockerEngine } from './index.ts';
import { docked, dockerLab } from './test-docker.ts';

const lab = dockerLab();
const { engine, found } = lab;

docked('a step reads its inputs, finds the SDK, writes its outputs and gives back its exit code', async () => {
  const input = lab.artifact('voos.csv', 'a,b\n1,2\n');
  const launch = lab.step(
    `import { context } from '@bancada/sdk';
     import { readFileSync, writeFileSync } from 'node:fs';
     const text: string = readFileSync(context.inputs.voos.path, 'utf8');
     writeFileSync(context.outputs.copia.path, text);
     console.log(JSON.stringify(context.params), context.seed, context.inputs.voos.path);
     console.error('to stderr');
     process.exit(4);`,
    {
      inputs: [{ name: 'voos', path: input, fileName: 'voos.csv', format: 'csv' }],
      outputs: [{ name: 'copia', fileName: 'copia.csv', format: 'csv' }],
      params: { arvores: 60 },
    },
  );
  const ended = await finish(await engine.start(launch));
  expect(ended).toEqual({ reason: 'exited', code: 4, stdout: '{"arvores":60} 7 /lab/in/voos.csv\n', stderr: 'to stderr\n' });
  expect(readFileSync(join(launch.outDir, 'copia.csv'), 'utf8')).toBe('a,b\n1,2\n');
  expect(readdirSync(join(launch.outDir, '..'))).toEqual(['out']);
});

docked('the artifacts of a matrix step arrive as one folder and as items', async () => {
  const item = (key: string) => ({
    key,
    matrix: { algoritmo: key },
    path: lab.artifact(key, `model ${key}`),
    fileName: 'modelo.json',
    format: 'json' as const,
  });
  const launch = lab.step(
    `import { context } from '@bancada/sdk';
     import { readdirSync, readFileSync } from 'node:fs';
     const { path, items } = context.inputs.modelos;
     console.log(readdirSync(path).sort().join(), items.map((item: { path: string }) => readFileSync(item.path, 'utf8')).join());`,
    { inputs: [{ name: 'modelos', path: '', fileName: 'modelos', format: 'folder', items: [item('algoritmo=mlp'), item('algoritmo=forest')] }] },
  );
  expect((await finish(await engine.start(launch))).stdout).toBe(
    'algoritmo=forest.json,algoritmo=mlp.json model algoritmo=mlp,model algoritmo=forest\n',
  );
});

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

docked('a step that changes its exit code while it exits has the code that it chose', async () => {
  const ended = await finish(await engine.start(lab.step(`process.on('exit', () => { process.exitCode = 3; }); console.log('bye');`)));
  expect(ended).toEqual({ reason: 'exited', code: 3, stdout: 'bye\n', stderr: '' });
});

const ignoringTerm = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);`;

docked('a cancelled step ends within the grace time, though it ignores SIGTERM', async () => {
  const step = await engine.start(lab.step(ignoringTerm));
  await said(step, 'ready');
  const asked = performance.now();
  await step.stop('cancelled');
  expect(performance.now() - asked).toBeLessThan(2000);
  expect(await step.exit).toEqual({ reason: 'cancelled', code: null });
});

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
  expect(await finish(adopted!)).toEqual({ reason: 'exited', code: 6, stdout: 'alone\n', stderr: '' });
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

docked('reap removes the containers of our home that are not kept, and only those', async () => {
  const [kept, lost] = [await engine.start(lab.step(ignoringTerm)), await engine.start(lab.step(ignoringTerm))];
  const stranger = createDockerEngine({ ...lab.core, homeId: 'another-home' }, found, lab.runtimeDir);
  expect(await stranger.reap(new Set())).toEqual([]);
  expect(await stranger.adopt(kept.reference, lab.step(''))).toBeNull();
  expect(await engine.reap(new Set([kept.reference]), 'step')).toEqual([lost.reference]);
  expect((await finish(lost)).reason).not.toBe('timeout');
  await kept.stop('cancelled');
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
