/**
 * What the pipeline engine costs: a chain of 100 no-op steps as local processes, each durable, against bare spawns of the same command line (B6);
 * a wide graph on an engine that does nothing; steps that the cache knows (B9); Prefect, Dagster and Airflow (`--no-peers` leaves them out). Prints one JSON object.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Core } from '../src-main/common/core.ts';
import type { Engine } from '../src-main/engines/engine.ts';
import { commandFor } from '../src-main/engines/process/command.ts';
import { createProcessEngine, prepareSetup } from '../src-main/engines/process/index.ts';
import { createStripper } from '../src-main/engines/typescript/stripper.ts';
import { createFakeEngine } from '../src-main/pipelines/test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../src-main/pipelines/test-support/lab.ts';
import { againstPeers, chainTasks } from './peers/compare.ts';
import type { Figure } from './support/report.ts';

const alone = process.argv.includes('--no-peers');
const rounds = Number(process.argv.slice(2).find((given) => given !== '--no-peers') ?? 9);
const peerRounds = Math.min(rounds, 5);
const runtimeDir = fileURLToPath(new URL('../dist/runtime', import.meta.url));
const noOp = "console.log('ok');\n";
const chain = 100;
const wide = 1000;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const ms = (value: number) => `${value.toFixed(2)} ms`;

function pipeline(count: number, needs: (index: number) => string[], run = 'step.ts'): string {
  const steps = Array.from({ length: count }, (_, index) => `  - { id: s${index}, run: ${run}, needs: [${needs(index).join(', ')}] }`);
  return `name: bench\nsteps:\n${steps.join('\n')}\n`;
}

async function runMs(lab: TestLab, cache: boolean): Promise<number> {
  const from = performance.now();
  const { runId } = await lab.pipelines.start({ pipeline: 'bench', cache });
  const { status, steps, error } = await lab.pipelines.finished(runId);
  const took = performance.now() - from;
  if (status !== 'succeeded' || steps.some((step) => step.cached !== cache)) throw new Error(`${status}: ${JSON.stringify(error ?? steps[0])}`);
  return took;
}

/** The command line that the process engine uses, with nothing around it but reading what it prints. */
async function spawns(lab: TestLab, count: number): Promise<number[]> {
  const codeDir = realpathSync(join(lab.core.home.runs, 'code', readdirSync(join(lab.core.home.runs, 'code'))[0]!));
  const outDir = join(lab.core.home.runs, 'bare', 'out');
  mkdirSync(outDir, { recursive: true });
  const launch = {
    id: 'bare',
    labels: {},
    codeDir,
    entry: 'step.ts',
    inputs: [],
    outDir,
    seed: 7,
    params: {},
    matrix: {},
    run: { id: 'bare', pipeline: 'bench', step: 'bare', attempt: 1 },
    resources: { cpus: 1, memoryBytes: 2 ** 30, diskBytes: 2 ** 30, logBytes: 2 ** 20 },
  };
  const setup = prepareSetup(lab.core, runtimeDir, createStripper(lab.core.home));
  const { path, args, env } = await commandFor(setup, launch, { kind: 'step', network: 'none', context: () => ({}) });
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = performance.now();
    const child = spawn(path, args, { cwd: codeDir, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`a bare spawn ended with ${code}`);
    taken.push(performance.now() - from);
  }
  return taken;
}

async function processSteps() {
  const files = { 'step.ts': noOp, 'pipeline.yaml': pipeline(chain, (index) => (index === 0 ? [] : [`s${index - 1}`])) };
  /** When each step was handed to the engine: from one to the next is all that a step costs. */
  const handed: number[] = [];
  const timed = (core: Core): Engine => {
    const engine = createProcessEngine(core, runtimeDir);
    return {
      ...engine,
      start(launch) {
        handed.push(performance.now());
        return engine.start(launch);
      },
    };
  };
  await using lab = openTestLab(timed, files);
  await runMs(lab, false);
  // The two take turns, and each turn is compared with its neighbour: a busy minute of the machine disturbs both alike.
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    handed.length = 0;
    await runMs(lab, false);
    ours.push(median(handed.slice(1).map((at, index) => at - handed[index]!)));
    bare.push(median(await spawns(lab, chain)));
  }
  const cached: number[] = [];
  for (let round = 0; round < rounds * 4; round += 1) cached.push((await runMs(lab, true)) / chain);
  const above = median(ours.map((value, round) => value - bare[round]!));
  return { ours: median(ours), bare: median(bare), above, cached: median(cached) };
}

async function scheduling(): Promise<number> {
  const files = { 'step.ts': noOp, 'pipeline.yaml': pipeline(wide, (index) => (index === 0 || index === wide - 1 ? [] : ['s0'])) };
  await using lab = openTestLab(createFakeEngine(), files);
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push((await runMs(lab, false)) / wide);
  return median(measured);
}

async function peers(oursWide: number): Promise<Figure[]> {
  const files = { 'step.ts': noOp, 'pipeline.yaml': pipeline(chainTasks, (index) => (index === 0 ? [] : [`s${index - 1}`])) };
  await using lab = openTestLab((core) => createProcessEngine(core, runtimeDir), files);
  await using recorder = openTestLab(createFakeEngine(), files);
  await runMs(lab, false);
  await runMs(recorder, false);
  const turn = async () => ({
    whole: (await runMs(lab, false)) / chainTasks,
    bare: median(await spawns(lab, chainTasks)),
    recorded: (await runMs(recorder, false)) / chainTasks,
  });
  return await againstPeers(turn, oursWide, peerRounds);
}

const { ours, bare, above, cached } = await processSteps();
const scheduled = await scheduling();
const figures = [
  {
    id: 'B6',
    what: `no-op step in a chain of ${chain}, process mode, durable`,
    ours: ms(ours),
    against: `${ms(bare)} (bare spawn of the same command)`,
    ratio: (ours / bare).toFixed(2),
    bar: `≤ 2 ms above (is ${ms(above)})`,
    met: above <= 2,
  },
  { id: 'B6', what: `step of a graph ${wide} wide, on an engine that does nothing`, ours: ms(scheduled), bar: '≤ 1 ms', met: scheduled <= 1 },
  { id: 'B9', what: `step found in the cache, in a chain of ${chain}: no program started`, ours: ms(cached), bar: '≤ 1 ms', met: cached <= 1 },
  ...(alone ? [] : await peers(scheduled)),
];
console.log(JSON.stringify({ name: 'pipelines', command: 'npm run bench -- pipelines', figures }));
