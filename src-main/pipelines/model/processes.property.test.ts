/** Some cases of the model test on real processes. `MODEL_SEED` repeats them. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createProcessEngine } from '../../engines/process/index.ts';
import { findMarked } from '../../engines/process/table.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';
import { watchMoves } from './oracle.ts';
import { cases, plainCase } from './plans.ts';
import { play } from './play.ts';
import { createProcessWorld } from './processes.ts';

const seed = Number(process.env.MODEL_SEED ?? Math.floor(Date.now() / 1000));
const runs = Number(process.env.MODEL_PROCESS_RUNS ?? 24);
const runtimeDir = fileURLToPath(new URL('../../../dist/runtime', import.meta.url));

test(`${runs} cases on local processes (seed ${seed})`, async () => {
  const open: { lab?: TestLab } = {};
  const world = createProcessWorld(() => open.lab!, {
    engine: (core) => createProcessEngine(core, runtimeDir),
    running: (homeId) => findMarked(`${homeId}/`),
  });
  const lab = openTestLab((core) => world.engine({ isDead: false }, core));
  open.lab = lab;
  const stage = { lab, world, moves: watchMoves(lab.core) };
  // Always today's code: which attempts fail is part of it here.
  const small = cases.map(({ steps, actions }) => ({
    ...plainCase,
    steps: steps.slice(0, 4),
    actions: actions.slice(0, 2).map((action) => ({ ...action, code: 'workspace' as const })),
  }));
  const property = fc.asyncProperty(small, (played) => play(stage, played));
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: true });
  await lab[Symbol.asyncDispose]();
  if (result.failed) console.error(`MODEL_SEED=${seed} path ${result.counterexamplePath}\n${JSON.stringify(result.counterexample, null, 1)}`);
  if (result.errorInstance) throw result.errorInstance;
  expect(result.failed).toBe(false);
}, 180_000);
