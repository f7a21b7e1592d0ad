/**
 * What the engines take for one no-op step, without the records of a run: a local process against a bare spawn of the same command line,
 * a hardened container against `docker run` of the same image and command (B7); a warm one against `docker exec` (B8); the size of the image.
 * The two of a pair take turns, so that a busy machine disturbs both alike.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { detect } from '../src-main/engines/docker/detect.ts';
import { createDockerEngine } from '../src-main/engines/docker/index.ts';
import type { Engine } from '../src-main/engines/engine.ts';
import { heapMegabytes } from '../src-main/engines/heap.ts';
import { commandFor } from '../src-main/engines/process/command.ts';
import { createProcessEngine, prepareSetup } from '../src-main/engines/process/index.ts';
import { finish, type TestLab, testLab } from '../src-main/engines/test-lab.ts';
import { createStripper } from '../src-main/engines/typescript/stripper.ts';
import { warmSteps } from './steps/warm.ts';
import { type Figure, median, ms, report } from './support/report.ts';

const rounds = Number(process.argv[2] ?? 31);
const runtimeDir = fileURLToPath(new URL('../dist/runtime', import.meta.url));
const noOp = `console.log('ok');`;

/** Runs a command with its output read, as we do; answers with milliseconds. */
async function bare(path: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<number> {
  const started = performance.now();
  const child = spawn(path, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  child.stderr.resume();
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${path} ended with ${code}`);
  return performance.now() - started;
}

async function step(lab: TestLab, engine: Engine, codeDir: string): Promise<number> {
  const launch = lab.step('', { codeDir });
  const started = performance.now();
  const ended = await finish(await engine.start(launch));
  const took = performance.now() - started;
  if (ended.code !== 0) throw new Error(JSON.stringify(ended));
  return took;
}

async function pairs(ours: () => Promise<number>, theirs: () => Promise<number>) {
  const measured: { ours: number; theirs: number }[] = [];
  for (let round = -2; round < rounds; round++) {
    const pair = { theirs: await theirs(), ours: await ours() };
    if (round >= 0) measured.push(pair); // the first two warm up
  }
  return {
    ours: median(measured.map((pair) => pair.ours)),
    theirs: median(measured.map((pair) => pair.theirs)),
    above: median(measured.map((pair) => pair.ours - pair.theirs)),
    ratio: median(measured.map((pair) => pair.ours / pair.theirs)),
  };
}

async function processStep(lab: TestLab): Promise<Figure> {
  const engine = createProcessEngine(lab.core, runtimeDir);
  const codeDir = lab.code({ 'step.ts': noOp });
  const setup = prepareSetup(lab.core, runtimeDir, createStripper(lab.core.home));
  const same = await commandFor(setup, lab.step('', { codeDir }), { kind: 'step', network: 'none', context: () => ({}) });
  const { ours, theirs, above, ratio } = await pairs(
    () => step(lab, engine, codeDir),
    () => bare(same.path, same.args, same.env, codeDir),
  );
  await engine.close();
  return {
    ...{ what: 'no-op step in a process, engine alone', ours: ms(ours), against: `${ms(theirs)} (bare spawn of the same command)` },
    ...{ ratio: ratio.toFixed(2), bar: `≤ 2 ms above (is ${ms(above)})`, met: above <= 2 },
  };
}

async function containerStep(lab: TestLab): Promise<Figure[]> {
  const { found, refused } = await detect();
  if (!found) throw new Error(`no engine: ${refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ')}`);
  const engine = createDockerEngine(lab.core, found, runtimeDir);
  await engine.prepare();
  const image = (await engine.image())!;
  const codeDir = lab.code({ 'step.ts': noOp });
  // The command of our steps: their types are stripped already.
  const preload = await createStripper(lab.core.home).preload(codeDir, { codeDir: '/lab/code', sdk: null });
  const heap = `--max-old-space-size=${heapMegabytes(lab.step('').resources.memoryBytes)}`;
  const mounts = ['-v', `${codeDir}:/lab/code:ro`, '-v', `${preload}:/lab/preload.cjs:ro`];
  const run = ['-H', `unix://${found.socket}`, 'run', '--rm', '--network', 'none', ...mounts, image.reference, '/usr/local/bin/node'];
  const { ours, theirs, ratio } = await pairs(
    () => step(lab, engine, codeDir),
    () => bare('docker', [...run, heap, '--require=/lab/preload.cjs', '/lab/code/step.ts'], process.env),
  );
  await engine.close();
  const megabytes = image.bytes / 1e6;
  return [
    {
      ...{ id: 'B7', what: 'no-op step in a hardened container', ours: ms(ours), against: `${ms(theirs)} (docker run --rm --network none)` },
      ...{ ratio: ratio.toFixed(2), bar: '≤ 0.85 ×', met: ratio <= 0.85 },
    },
    {
      what: `image of steps and services (${image.reference.split(':')[0]})`,
      ours: `${megabytes.toFixed(0)} MB`,
      bar: '≤ 160 MB',
      met: megabytes <= 160,
    },
  ];
}

const lab = testLab();
const figures = [await processStep(lab), ...(await containerStep(lab)), ...(await warmSteps(lab, runtimeDir, rounds))];
lab.remove();
report(figures);
