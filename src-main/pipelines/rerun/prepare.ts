/** `prepareRerun`: a new run from one that ended, with what it takes over; nothing is written yet, and the old run is only read. */
import { BancadaError } from '../../contract/errors.ts';
import type { StartRun } from '../../contract/pipelines.ts';
import type { Rerun } from '../../contract/reruns.ts';
import { knownStep } from '../debug/debugger.ts';
import { reachedByEdits } from '../debug/edits.ts';
import { type PrepareDeps, prepareRun } from '../prepare.ts';
import { codeOf } from '../recipe.ts';
import { isOpen, type KeptStep, type RunRecord } from '../records.ts';
import { readPipeline } from '../spec/index.ts';
import type { Store } from '../store.ts';
import { choose } from './choose.ts';
import { type FreezeDeps, freeze } from './freeze.ts';

export interface Prepared {
  run: RunRecord;
  kept: Map<string, KeptStep>;
}

export async function prepareRerun(deps: PrepareDeps & { store: Store }, old: RunRecord, options: Rerun, owner: string): Promise<Prepared> {
  const { store, core, workspaces } = deps;
  if (isOpen(old.status)) throw new BancadaError('RUN_NOT_ENDED', { run: old.runId, status: old.status });
  const { pipeline, solution, plan: before } = old;
  const source = options.code === 'snapshot' ? codeOf(old) : { codeFolder: workspaces.codeFolder(pipeline, solution) };
  // A parameter that the code does not know any more is passed over; one that is asked for now is not.
  const declared = new Set(readPipeline(source.codeFolder).params.map(({ name }) => name));
  const params = { ...Object.fromEntries(Object.entries(old.params).filter(([name]) => declared.has(name))), ...options.params };
  const { effects, seed } = before;
  const asked = { pipeline, solution, params, effects, seed, cache: options.cache ?? true, ...source, rerunOf: old.runId };
  const run = await prepareRun(deps, asked, options.engine ?? old.engine, owner);
  const steps = new Map(store.steps(old.runId).map((record) => [record.id, record]));
  const isStored = (digest: string) => core.artifacts.has(digest);
  const reached = reachedByEdits(before.steps, new Set(store.debug.edits(old.runId).keys()));
  const chosen = choose(options, { run: old, steps, isStored, isReachedByEdits: (id) => reached.has(id) }, run.plan.steps);
  const frozen = freeze(deps, run, chosen.forced);
  chosen.kept = [...chosen.kept.filter((id) => !frozen.has(id)), ...frozen.keys()];
  chosen.left = chosen.left.filter((id) => !frozen.has(id));
  run.plan.rerun = { ...chosen, frozen: [...frozen.keys()] };
  const left = new Set(chosen.left);
  run.plan.steps = run.plan.steps.map((step) => (left.has(step.id) ? { ...step, wanted: false } : step));
  const kept = new Map<string, KeptStep>();
  for (const id of chosen.kept) {
    const own = frozen.get(id);
    if (own) {
      kept.set(id, own);
      continue;
    }
    const record = steps.get(id)!;
    kept.set(id, { record: { ...record, origin: record.origin ?? old.runId }, known: store.known(old.runId, id) });
    const { kind } = run.plan.steps.find((step) => step.id === id)!;
    if (kind === 'register') run.model = old.model;
    if (kind === 'deploy') run.endpoint = old.endpoint;
  }
  return { run, kept };
}

/** A run of its own: what is frozen is taken over, what is forced runs. */
export function prepareStart(deps: FreezeDeps, run: RunRecord, { force = [] }: Pick<StartRun, 'force'>): Prepared {
  for (const step of force) knownStep(run, step);
  const forced = run.plan.steps.filter(({ id, stepId }) => force.includes(id) || force.includes(stepId)).map(({ id }) => id);
  const kept = freeze(deps, run, forced);
  if (forced.length + kept.size > 0) run.plan.rerun = { forced, kept: [...kept.keys()], frozen: [...kept.keys()], left: [] };
  return { run, kept };
}
