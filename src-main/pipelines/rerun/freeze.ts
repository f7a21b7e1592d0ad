/**
 * `freeze`: the last good results of the steps that are frozen, taken whatever changed since. STEP_FROZEN_EMPTY where there are none,
 * STEP_FROZEN for one that is asked to run all the same.
 */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { reachedByEdits } from '../debug/edits.ts';
import type { KeptStep, RunRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import type { Store } from '../store.ts';
import { leftAll } from './choose.ts';

export interface FreezeDeps {
  store: Store;
  core: Pick<Core, 'artifacts'>;
}

/** How many runs are looked through for a result that is whole. */
const lookBack = 30;

/** Changes the plan of a run that has not begun; answers with what it takes over. */
export function freeze(deps: FreezeDeps, run: RunRecord, forced: readonly string[]): Map<string, KeptStep> {
  const kept = new Map<string, KeptStep>();
  for (const step of run.plan.steps) {
    if (!step.frozen || !step.wanted) continue;
    if (forced.includes(step.id)) throw new BancadaError('STEP_FROZEN', { step: step.id });
    const found = lastGood(deps, run, step);
    if (!found) throw new BancadaError('STEP_FROZEN_EMPTY', { step: step.id });
    kept.set(step.id, found);
  }
  return kept;
}

/** Of the same pipeline and the same person's code, on whatever engine; never what was edited by hand, nor what came of it. */
export function lastGood(
  { store, core }: FreezeDeps,
  { pipeline, solution }: Pick<RunRecord, 'pipeline' | 'solution'>,
  step: PlannedStep,
): KeptStep | null {
  for (const runId of store.goodRuns(pipeline, solution, step.id, lookBack)) {
    const record = store.steps(runId).find(({ id }) => id === step.id);
    const run = store.run(runId);
    if (!record || !run || !leftAll(record, step, (digest) => core.artifacts.has(digest))) continue;
    if (reachedByEdits(run.plan.steps, new Set(store.debug.edits(runId).keys())).has(step.id)) continue;
    return { record: { ...record, origin: record.origin ?? runId }, known: store.known(runId, step.id) };
  }
  return null;
}
