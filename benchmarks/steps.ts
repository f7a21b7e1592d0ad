/**
 * What a step costs: in a process against a bare spawn of the same command line (B6; plain `node step.ts` strips types by itself and is slower), in a container against the `docker run` CLI (B7); image size.
 * Prints one JSON object. Pairs are measured in turn, so that a busy machine disturbs both alike.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { detect } from '../src-main/engines/docker/detect.ts';
import { createDockerEngine } from '../src-main/engines/docker/index.ts';
import type { Engine } from '../src-main/engines/engine.ts';
import { commandFor } from '../src-main/engines/process/command.ts';
import { createProcessEngine, prepareSetup } from '../src-main/engines/process/index.ts';
import { finish, type TestLab, testLab } from '../src-main/engines/test-lab.ts';
import { createStripper } from '../src-main/engines/typescript/stripper.ts';

const rounds = Number(process.argv[2] ?? 30);
const noOp = `console.log('ok');`;

/** Runs a command with its output read, as we do; answers with milliseconds. */
async function bare(path: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<number> {
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

async function pairs(ours: () => Promise<number>, theirs: () => Promise<number>): Promise<{ ours: number; theirs: number; difference: number }> {
  const measured: { ours: number; theirs: number }[] = [];
  for (let round = -2; round < rounds; round++) {
    const pair = { theirs: await theirs(), ours: await ours() };
    if (round >= 0) measured.push(pair); // the first two warm up
  }
  return {
    ours: median(measured.map((pair) => pair.ours)),
    theirs: median(measured.map((pair) => pair.theirs)),
    difference: median(measured.map((pair) => pair.ours - pair.theirs)),
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Number(sorted[sorted.length >> 1]!.toFixed(2));
}

async function processSteps(lab: TestLab) {
  const engine = createProcessEngine(lab.core, lab.runtimeDir);
  const codeDir = lab.code({ 'step.ts': noOp });
  const same = await commandFor(prepareSetup(lab.core, lab.runtimeDir, createStripper(lab.core.home)), lab.step('', { codeDir }), {
    kind: 'step',
    network: false,
    context: () => ({}),
  });
  const { ours, theirs, difference } = await pairs(
    () => step(lab, engine, codeDir),
    () => bare(same.path, same.args, same.env, codeDir),
  );
  const plain = await pairs(
    () => step(lab, engine, codeDir),
    () => bare(same.path, [join(codeDir, 'step.ts')], same.env, codeDir),
  );
  return { stepMs: ours, bareSpawnMs: theirs, overheadMs: difference, barMs: 2, pass: difference <= 2, plainNodeTypescriptMs: plain.theirs };
}

async function containerSteps(lab: TestLab) {
  const { found } = await detect();
  if (!found) return { skipped: 'no engine answers' };
  const engine = createDockerEngine(lab.core, found, lab.runtimeDir);
  const preparing = performance.now();
  await engine.prepare();
  const prepareMs = Math.round(performance.now() - preparing);
  const image = (await engine.image())!;
  const codeDir = lab.code({ 'step.ts': noOp });
  const args = ['-H', `unix://${found.socket}`, 'run', '--rm', '--network', 'none', '-v', `${codeDir}:/lab/code:ro`];
  const { ours, theirs } = await pairs(
    () => step(lab, engine, codeDir),
    () => bare('docker', [...args, image.reference, '/usr/local/bin/node', '/lab/code/step.ts'], process.env),
  );
  await engine.close();
  const ratio = Number((ours / theirs).toFixed(3));
  const megabytes = Math.round(image.bytes / 1e5) / 10;
  return {
    step: { stepMs: ours, dockerRunMs: theirs, ratio, bar: 0.85, pass: ratio <= 0.85 },
    image: { megabytes, barMegabytes: 160, pass: megabytes <= 160, prepareMs },
  };
}

const lab = testLab();
const result = { rounds, process: await processSteps(lab), docker: await containerSteps(lab) };
lab.remove();
console.log(JSON.stringify(result, null, 2));
