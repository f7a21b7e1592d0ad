/** `workOn`: one search from where it is to its model: moves told by `nextMove`, each durable before the next, measured by as many programs at a time as the study says. */
import { availableParallelism } from 'node:os';
import { BancadaError } from '../contract/errors.ts';
import { chooseTrial } from './board.ts';
import { type Bench, launchTask } from './launch.ts';
import { type Move, nextMove } from './moves.ts';
import type { SearchRow, SearchStore, StoredTrial } from './store.ts';
import type { createTracks } from './track.ts';
import type { Trial } from './trial.ts';

export interface Work {
  store: SearchStore;
  row: SearchRow;
  bench: Bench;
  tracks: ReturnType<typeof createTracks>;
  now(): number;
  /** Time at work, in all attempts. */
  workedMs(): number;
  changed(): void;
  phase(phase: SearchRow['phase']): Promise<void>;
  /** Where the model goes. */
  modelOutDir: string;
}

const mostTries = 4;

/** Answers with the number of the trial that was chosen, its model trained on all rows. */
export async function workOn(work: Work): Promise<number> {
  const { store, row, bench } = work;
  const { study } = row.plan;
  let losses = 0;
  for (let turn = 0; ; turn++) {
    bench.signal.throwIfAborted();
    const trials = store.trials(row.searchId);
    const outOfTime = study.budget.seconds !== undefined && work.workedMs() > 1000 * study.budget.seconds;
    const move = nextMove(study, trials, outOfTime);
    if (move.kind === 'over') break;
    if (move.kind === 'measure') {
      await work.phase(move.phase);
      const before = unitsIn(trials);
      const lost = await measure(work, trials, move.jobs, turn);
      losses = unitsIn(store.trials(row.searchId)) > before || !lost ? 0 : losses + 1;
      if (losses >= mostTries) throw new BancadaError('AUTOML_FAILED', { detail: 'engine' });
    } else if (move.kind === 'draw') {
      const drawn = move.trials.map((trial) => ({ ...trial, state: trial.members ? ('complete' as const) : ('open' as const), reason: null }));
      await store.draw(row.searchId, drawn, work.now());
      await Promise.all(drawn.map((trial) => work.tracks.trial({ ...trial, units: {}, drawnAt: work.now(), state: 'open' })));
    } else {
      await store.settle(row.searchId, move.trials);
      const settled = new Set(move.trials.map(({ number }) => number));
      await Promise.all(store.trials(row.searchId).flatMap((trial) => (settled.has(trial.number) ? [work.tracks.trial(trial)] : [])));
    }
    work.changed();
  }
  const trials = store.trials(row.searchId);
  const chosen = chooseTrial(study, trials);
  if (chosen === null) throw new BancadaError('AUTOML_NONE', { detail: trials.find(({ state }) => state === 'failed')?.reason ?? '—' });
  await work.phase('fit');
  await trainChosen(work, trials, chosen);
  return chosen;
}

type Jobs = Extract<Move, { kind: 'measure' }>['jobs'];

/** Dealt out by turns, so that each program has a like share. True when one of them was ended from outside. */
async function measure(work: Work, trials: readonly StoredTrial[], jobs: Jobs, turn: number): Promise<boolean> {
  const { store, row, bench, now } = work;
  const { study } = row.plan;
  const lanes = Math.min(study.parallel, availableParallelism(), jobs.length);
  const writes: Promise<unknown>[] = [];
  const ends = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => {
      const asked = jobs
        .filter((__, i) => i % lanes === lane)
        .map(({ number, units }) => ({ trial: number, units, members: membersOf(trials, number, study.seed) }));
      return launchTask(
        bench,
        { kind: 'measure', folds: study.validation.folds, seed: study.seed, jobs: asked },
        {
          unit(trial, unit, result) {
            const { metric } = study.objective;
            if (result[metric] === undefined) {
              writes.push(store.settle(row.searchId, [{ number: trial, state: 'failed', reason: `objective.metric: ${metric}` }]));
              return;
            }
            writes.push(store.measured(row.searchId, trial, unit, result, now()));
            work.changed();
          },
          failed: (number, reason) => writes.push(store.settle(row.searchId, [{ number, state: 'failed', reason }])),
        },
        { name: `t${now().toString(36)}${turn}-${lane}` },
      );
    }),
  );
  await Promise.all(writes);
  const asked = new Set(jobs.map(({ number }) => number));
  const after = store.trials(row.searchId);
  if (after.every(({ state, members }) => state === 'failed' || members !== null))
    throw new BancadaError('AUTOML_NONE', { detail: after[0]?.reason ?? '—' });
  await Promise.all(after.flatMap((trial) => (asked.has(trial.number) && trial.state !== 'open' ? [work.tracks.trial(trial)] : [])));
  return ends.includes('from-outside');
}

async function trainChosen({ row, bench, modelOutDir }: Work, trials: readonly StoredTrial[], chosen: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    const members = membersOf(trials, chosen, row.plan.study.seed);
    const end = await launchTask(bench, { kind: 'fit', members }, {}, { name: `fit${tries}`, outDir: modelOutDir, model: true });
    if (end === 'done') return;
    if (tries >= mostTries) throw new BancadaError('AUTOML_FAILED', { detail: 'engine' });
  }
}

/** One seed for all: candidates differ by their parameters alone. */
function membersOf(trials: readonly Trial[], number: number, seed: number) {
  const trial = trials.find((each) => each.number === number)!;
  const numbers = trial.members ?? [number];
  return numbers.map((each) => ({ params: trials.find((one) => one.number === each)!.params, seed }));
}

const unitsIn = (trials: readonly StoredTrial[]) => trials.reduce((sum, { units }) => sum + Object.keys(units).length, 0);
