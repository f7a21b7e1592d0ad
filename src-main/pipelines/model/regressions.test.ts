/** What the model test once found, each as the case it was found in, and named. */
import { afterAll, beforeAll, test, vi } from 'vitest';
import { openTestLab } from '../test-support/lab.ts';
import { watchMoves } from './oracle.ts';
import { type Action, plainCase, type StepModel } from './plans.ts';
import { play, type Stage } from './play.ts';
import { createWorld } from './world.ts';

let stage: Stage;
beforeAll(() => {
  const world = createWorld();
  const lab = openTestLab((core) => world.engine({ isDead: false }, core));
  stage = { lab, world, moves: watchMoves(lab.core) };
});
afterAll(() => stage.lab[Symbol.asyncDispose]());
// Dozens of deaths each: seconds here, and many of them where others work too.
vi.setConfig({ testTimeout: 180_000 });

const step: StepModel = { reads: [], matrix: 0, retries: 0, cache: true };
const run: Action = {
  kind: 'run',
  step: 0,
  param: 0,
  code: 'workspace',
  cache: false,
  edit: null,
  editInDeath: null,
  failing: [],
  deaths: [],
  pauses: [],
  edited: false,
  jump: null,
  cancelAt: null,
};
const day = 86_400_000;
const writes = Array.from({ length: 40 }, (_, index) => index + 1);

test('a run and its steps take no less than no time when the clock is set back under them', async () => {
  for (const at of [2, 5, 8])
    await play(stage, { ...plainCase, steps: [step, { ...step, reads: [0] }], actions: [{ ...run, jump: { at, ms: -day } }] });
});

test('the folder of a run is removed though its core dies with the last word of it', async () => {
  const actions = writes.map((at): Action => ({ ...run, deaths: [{ at, committed: true }] }));
  await play(stage, { ...plainCase, steps: [step], actions });
});

test('a retry waits no longer than its delay when the clock is set back while its core is dead', async () => {
  const failing = [{ step: 0, times: 2 }];
  const actions = writes
    .slice(0, 25)
    .map((at): Action => ({ ...run, failing, jump: { at: at + 1, ms: -day }, deaths: [{ at: at + 2, committed: true }] }));
  await play(stage, { ...plainCase, steps: [{ ...step, retries: 2 }], actions });
});

test('the tracking run of an instance ends with a cancel, though its core dies before it could say that it had begun it', async () => {
  const actions = writes
    .slice(0, 30)
    .flatMap((at) => [1, 3, 5].map((before): Action => ({ ...run, cancelAt: Math.max(1, at - before), deaths: [{ at, committed: true }] })));
  await play(stage, { ...plainCase, steps: [step, { ...step, reads: [0], matrix: 2, cache: false }], actions });
});
