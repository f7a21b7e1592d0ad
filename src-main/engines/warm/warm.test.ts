import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { bringTool } from '../docker/bring-tool.ts';
import { docked, dockerLab } from '../docker/test-docker.ts';
import type { Engine, StepLaunch } from '../engine.ts';
import { finish, said } from '../test-lab.ts';
import { poolLimits } from './pool.ts';

const lab = dockerLab();
const imports = `import { spawn, spawnSync } from 'node:child_process';
  import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
  void [spawn, spawnSync, chmodSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync];`;

async function run(engine: Engine, launch: StepLaunch) {
  const step = await engine.start(launch);
  return { reference: step.reference, ...(await finish(step)) };
}

const exists = (reference: string) =>
  lab.found.docker
    .getContainer(reference.replace('warm:', ''))
    .inspect()
    .then(
      () => true,
      () => false,
    );

docked('a step finds nothing of the one before it in the same container: files, folders it closed, queues, processes, outputs', async () => {
  const engine = lab.warm();
  const look = `${imports}
    const processes = readdirSync('/proc').filter((name) => Number(name) > 1).map((pid) => readFileSync('/proc/' + pid + '/cmdline', 'utf8'));
    console.log(JSON.stringify([readdirSync('/tmp'), readdirSync('/lab/out'), readdirSync('/dev/mqueue'), processes.filter((line) => line.includes('stay'))]));`;
  const litter = `${look}
    mkdirSync('/tmp/a/b/c', { recursive: true });
    writeFileSync('/tmp/a/b/c/file', 'x');
    chmodSync('/tmp/a/b', 0);
    chmodSync('/tmp/a', 0);
    writeFileSync('/dev/mqueue/left', '');
    writeFileSync('/lab/out/left', 'x');
    for (const detached of [true, false]) spawn(process.execPath, ['-e', '"stay"; setInterval(() => {}, 1000)'], { detached, stdio: 'ignore' }).unref();
    process.chdir('/tmp');`;
  const first = await run(engine, lab.step(litter));
  const second = await run(engine, lab.step(look));
  expect(second).toEqual({ reference: first.reference, reason: 'exited', code: 0, stdout: '[[],[],[],[]]\n', stderr: '' });
});

docked('what a step left running is gone when its end is told, and writes no more', async () => {
  const launch = lab.step(`${imports}
    const write = 'setInterval(() => require("node:fs").appendFileSync("/lab/out/late.txt", "x"), 1)';
    spawn(process.execPath, ['-e', write], { detached: true, stdio: 'inherit' }).unref();
    setTimeout(() => {}, 400);`);
  expect(await run(lab.warm(), launch)).toMatchObject({ reason: 'exited', code: 0 });
  const written = () => readFileSync(join(launch.outDir, 'late.txt'), 'utf8').length;
  const atTheEnd = written();
  expect(atTheEnd).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(written()).toBe(atTheEnd);
});

docked('a container is for one pipeline and one set of limits', async () => {
  const engine = lab.warm();
  const { resources, run: identity } = lab.step('');
  const references = [];
  for (const over of [{}, {}, { run: { ...identity, pipeline: 'another' } }, { resources: { ...resources, memoryBytes: 300 * 2 ** 20 } }, {}]) {
    references.push((await run(engine, lab.step('', over))).reference);
  }
  const [a, b, otherTrust, otherLimits, again] = references;
  expect([b, again]).toEqual([a, a]);
  expect(new Set([a, otherTrust, otherLimits]).size).toBe(3);
});

docked('steps at the same time have containers of their own', async () => {
  const engine = lab.warm();
  const both = await Promise.all([run(engine, lab.step('')), run(engine, lab.step(''))]);
  expect(new Set(both.map(({ reference }) => reference)).size).toBe(2);
});

docked.each([
  ['took too long', `setInterval(() => {}, 1000)`, { timeoutMs: 300 }],
  ['took too much memory', `const all = []; for (;;) { all.push(Buffer.alloc(2 ** 24, 1)); await 0; }`, {}],
  ['touched the folder that its outputs lie in', `chmodSync('/work', 0o777)`, {}],
])('after a step that %s the next one is well', async (_what, program, over) => {
  const engine = lab.warm();
  const first = await run(engine, lab.step(`${imports}; ${program}`, over));
  const second = await run(engine, lab.step(`console.log('fine')`));
  expect(second).toMatchObject({ reason: 'exited', code: 0, stdout: 'fine\n' });
  if (first.reason !== 'exited') expect(second.reference).not.toBe(first.reference);
  if (first.reason !== 'exited') await expect.poll(() => exists(first.reference), { timeout: 5000 }).toBe(false);
});

docked('a container in which something stays that cannot be taken away is not used again', async () => {
  const engine = lab.warm();
  const launch = lab.step(`${imports}
    console.log(spawnSync('/lab/code/ipcmk', ['--shmem', '4096'], { env: { LD_LIBRARY_PATH: '/lab/code' }, encoding: 'utf8' }).status);`);
  bringTool('ipcmk', launch.codeDir);
  const first = await run(engine, launch);
  expect(first).toMatchObject({ code: 0, stdout: '0\n' });
  expect((await run(engine, lab.step(''))).reference).not.toBe(first.reference);
});

docked.each([
  ['signals the agent', `for (const pid of others) process.kill(pid, 'SIGSTOP')`],
  ['writes into the memory of a process that waits', `closeSync(openSync('/proc/' + others.at(-1) + '/mem', 'r+'))`],
  ['reads what a process that waits has open', `readdirSync('/proc/' + others.at(-1) + '/fd')`],
  ['finds the way to the core', `statSync('/opt/bancada-warm/core.sock')`],
  ['writes beside its outputs', `writeFileSync('/work/left', 'x')`],
  ['changes the folder for temporary files', `chmodSync('/tmp', 0o755)`],
  ['writes into an input', `writeFileSync('/lab/in/voos.csv', 'x')`],
  ['takes an input for its own', `chmodSync('/lab/in/voos.csv', 0o666)`],
  ['becomes root again', `process.seteuid!(0)`],
])('a step that %s is refused, and its container goes on', async (_what, attack) => {
  const engine = lab.warm();
  const path = lab.artifact('voos.csv', 'a,b\n');
  const inputs = [{ name: 'voos', path, fileName: 'voos.csv', format: 'csv' as const }];
  const program = `${imports}
    let others: number[] = [];
    // The agent is there, and on a busy machine a worker may still be on its way.
    for (let looks = 0; others.length < 2 && looks < 200; looks++) {
      if (looks > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      others = readdirSync('/proc').map(Number).filter((pid) => pid > 1 && pid !== process.pid);
    }
    if (others.length < 2) throw new Error('nobody here');
    ${attack};
    console.log('ESCAPED');`;
  const first = await run(engine, lab.step(program, { inputs }));
  expect(first).toMatchObject({ reason: 'exited', code: 1, stdout: '' });
  expect(first.stderr).toMatch(/EACCES|EPERM|EROFS|ENOENT/);
  expect(readFileSync(path, 'utf8')).toBe('a,b\n');
  expect((await run(engine, lab.step(''))).reference).toBe(first.reference);
});

docked('no thread of a step has a right or another user left', async () => {
  const { stdout } = await run(
    lab.warm(),
    lab.step(`${imports}
      const rights = readdirSync('/proc/self/task').map((id) => {
        const status = readFileSync('/proc/self/task/' + id + '/status', 'utf8');
        return [...status.matchAll(/^(?:Uid|Gid|Groups|CapPrm|CapEff|NoNewPrivs):\\s*(.*?)\\s*$/gm)].map((match) => match[1]).join(' ').replaceAll('\\t', ' ');
      });
      console.log([...new Set(rights)].join(' | '));`),
  );
  const id = process.getuid!() === 0 ? 65_534 : process.getuid!();
  expect(stdout).toContain(`${id} ${id} ${id} ${id} `);
  expect(stdout).toMatch(/ 0{16} 0{16} 1\n$/);
  expect(stdout).not.toContain('|');
});

docked('an input of very many files is mounted: that step runs in a container of its own', async () => {
  const path = join(lab.core.home.artifacts, 'many');
  mkdirSync(path);
  for (let index = 0; index < 2001; index += 1) writeFileSync(join(path, String(index)), '');
  const launch = lab.step(`${imports} console.log(readdirSync('/lab/in/many').length);`, {
    inputs: [{ name: 'many', path, fileName: 'many', format: 'folder' }],
  });
  const ended = await run(lab.warm(), launch);
  expect(ended.stdout.split('\n').slice(1)).toEqual(['2001', '']);
  expect(ended.stdout).toContain('arquivos demais');
  expect(ended.reference).not.toMatch(/^warm:/);
});

docked('a container that waits too long ends, and of too many the one that waited longest', async () => {
  const patient = lab.warm(undefined, { ...poolLimits, most: 1 });
  const first = await run(patient, lab.step(''));
  const second = await run(patient, lab.step('', { run: { ...lab.step('').run, pipeline: 'another' } }));
  await expect.poll(() => exists(first.reference), { timeout: 5000 }).toBe(false);
  expect(await exists(second.reference)).toBe(true);
  const impatient = lab.warm(undefined, { idleMs: 50, most: 3 });
  const third = await run(impatient, lab.step(''));
  await expect.poll(() => exists(third.reference), { timeout: 5000 }).toBe(false);
});

docked('closing leaves no container and no folder', async () => {
  const engine = lab.warm();
  const waiting = await run(engine, lab.step(''));
  const step = await engine.start(lab.step(`console.log('ready'); setInterval(() => {}, 1000);`));
  await said(step, 'ready');
  await engine.close();
  await expect.poll(async () => [await exists(waiting.reference), await exists(step.reference)], { timeout: 5000 }).toEqual([false, false]);
});

docked('a core that is killed leaves no container, and its folders go with the next one', async () => {
  const script = fileURLToPath(new URL('./doomed-core.ts', import.meta.url));
  const core = spawn(process.execPath, [script, lab.root], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [data] = await new Promise<Buffer[]>((resolve) => core.stdout.once('data', (...all) => resolve(all)));
  const [waiting, busy] = data!.toString('utf8').trim().split(' ');
  core.kill('SIGKILL');
  await expect.poll(async () => [await exists(waiting!), await exists(busy!)], { timeout: 5000 }).toEqual([false, false]);
  const folders = join(lab.core.home.root, 'cache', 'warm');
  const left = readdirSync(folders).filter((name) => name.startsWith(`${core.pid}.`));
  expect(left).toHaveLength(1);
  await lab.warm().reap(new Set(), 'step');
  expect(readdirSync(folders)).not.toContain(left[0]);
});
