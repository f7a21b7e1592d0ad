import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { StepAhead, StepLaunch } from '../engine.ts';
import { finish, testLab } from '../test-lab.ts';
import { createProcessEngine } from './index.ts';
import { findMarked } from './table.ts';

const lab = testLab();
const engine = createProcessEngine(lab.core, lab.runtimeDir);
afterAll(async () => {
  await engine.close();
  lab.remove();
});

const waitingOf = (id: string) => findMarked(`${lab.core.homeId}/step/${id}`);

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function known({ id, codeDir, entry, outDir, resources, network }: StepLaunch, inputs: StepAhead['inputs'] = []): StepAhead {
  return { id, codeDir, entry, outDir, resources, network, inputs };
}

const writes = `import { writeFileSync } from 'node:fs'; writeFileSync(process.env.HOME + '/begun', ''); console.log('ran');`;

test.skipIf(process.platform === 'win32')(
  'a program that waits runs nothing of the learner’s before its step starts, and then in that very process',
  async () => {
    const launch = lab.step(writes);
    await engine.ahead!(known(launch));
    const [waiting] = waitingOf(launch.id);
    expect(waiting).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(existsSync(join(launch.outDir, 'begun'))).toBe(false);
    const step = await engine.start(launch);
    expect(step.reference).toBe(waiting);
    expect(await finish(step)).toMatchObject({ reason: 'exited', code: 0, stdout: 'ran\n', stderr: '' });
  },
);

test.skipIf(process.platform === 'win32')('it reads the inputs that came after it was booted, and nothing else', async () => {
  const given = lab.artifact('given.json', '{"it":"is here"}');
  const other = lab.artifact('other.json', '{}');
  const launch = lab.step(`import { context } from '@bancada/sdk'; import { readFileSync } from 'node:fs';
    console.log(readFileSync(context.inputs.data.path, 'utf8'), Object.keys(process.env).includes('LAB_WAITS'));
    for (const path of [${JSON.stringify(other)}, '/etc/passwd']) try { readFileSync(path); console.log('ESCAPED'); } catch (error) { console.log(error.code); }`);
  await engine.ahead!(known(launch, [{ path: null }]));
  const ended = await finish(
    await engine.start({ ...launch, inputs: [{ name: 'data', path: given, fileName: 'dados.json', format: 'json', isMade: true }] }),
  );
  expect(ended).toMatchObject({ code: 0, stdout: '{"it":"is here"} false\nERR_ACCESS_DENIED\nERR_ACCESS_DENIED\n' });
  expect(readdirSync(join(launch.outDir, '..'))).toEqual(['out']);
});

test.skipIf(process.platform === 'win32')('one that was ended meanwhile is no loss: the step starts another', async () => {
  const launch = lab.step(writes);
  await engine.ahead!(known(launch));
  process.kill(Number.parseInt(waitingOf(launch.id)[0]!, 10), 'SIGKILL');
  await until(() => waitingOf(launch.id).length === 0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await finish(await engine.start(launch))).toMatchObject({ reason: 'exited', code: 0, stdout: 'ran\n' });
});

test.skipIf(process.platform === 'win32')('it ends when it is forgotten, and with its engine', async () => {
  const own = createProcessEngine(lab.core, lab.runtimeDir);
  const [forgotten, left] = [lab.step(writes), lab.step(writes)];
  await own.ahead!(known(forgotten));
  await own.ahead!(known(left));
  own.forget!(forgotten.id);
  await until(() => waitingOf(forgotten.id).length === 0);
  expect(waitingOf(left.id)).toHaveLength(1);
  await own.close();
  await until(() => waitingOf(left.id).length === 0);
  expect(existsSync(join(left.outDir, 'begun'))).toBe(false);
});
