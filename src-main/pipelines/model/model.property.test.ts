/**
 * Random pipelines with random failures, deaths of the core, cancels, retries, pauses and changes by hand, models registered and served, rows checked and published, edits, re-runs and jumps of the clock, against an oracle.
 * `MODEL_SEED` and `MODEL_RUNS` repeat or lengthen it.
 */
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestLab } from '../test-support/lab.ts';
import { watchMoves } from './oracle.ts';
import { cases } from './plans.ts';
import { play, type Stage } from './play.ts';
import { createWorld } from './world.ts';

const seed = Number(process.env.MODEL_SEED ?? Math.floor(Date.now() / 1000));
const runs = Number(process.env.MODEL_RUNS ?? 2000);
/** Cases that share a home: it grows, and is then left for a new one. */
const together = 100;
/** What a death leaves is settled by what was committed, not by what reached a disk: memory is as good, and ten times as fast. */
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';

function openStage(): Stage {
  const world = createWorld();
  const lab = openTestLab((core) => world.engine({ isDead: false }, core));
  return { lab, world, moves: watchMoves(lab.core) };
}

test(`${runs} cases (seed ${seed}): states are legal, effects are there once, results are those of a fresh run, nothing is left over`, async () => {
  let stage = openStage();
  let count = 0;
  let isBroken = false;
  const property = fc.asyncProperty(cases, async (played) => {
    count += 1;
    if (isBroken || count % together === 0) {
      await stage.lab[Symbol.asyncDispose]();
      stage = openStage();
      isBroken = false;
    }
    isBroken = true;
    await play(stage, played);
    isBroken = false;
  });
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: process.env.MODEL_SHRINK === undefined });
  await stage.lab[Symbol.asyncDispose]();
  if (result.failed) console.error(`MODEL_SEED=${seed} path ${result.counterexamplePath}\n${JSON.stringify(result.counterexample, null, 1)}`);
  if (result.errorInstance) throw result.errorInstance;
  expect(result.failed).toBe(false);
}, 300_000);
