/**
 * `repeats`: whether a run that would be started now would only do again what an earlier one did: the same code, data, params and seed on the same
 * engine, and everything that it left is still there. What failed for a reason outside of its code may go better now, so it is no repetition.
 */
import type { Core } from '../common/core.ts';
import type { ExecutorDeps } from './executor/context.ts';
import { standsAsData } from './executor/publish.ts';
import type { RunRecord, StepRecord } from './records.ts';

export interface Earlier {
  run: RunRecord;
  steps: readonly StepRecord[];
}

const ofTheCode = new Set(['STEP_FAILED', 'STEP_OUTPUT_MISSING']);

export function repeats(
  deps: Pick<ExecutorDeps, 'registry' | 'serving' | 'datasets' | 'features'> & { core: Pick<Core, 'artifacts'> },
  wanted: RunRecord,
  earlier: Earlier,
): boolean {
  const { run, steps } = earlier;
  const isOver = run.status === 'succeeded' || (run.status === 'failed' && ofTheCode.has(run.error?.code ?? ''));
  const isThere = () => steps.every(({ outputs }) => outputs.every(({ digest }) => deps.core.artifacts.has(digest)));
  return isOver && recipe(run) === recipe(wanted) && isThere() && steps.every((step, index) => stands(deps, earlier, step, index));
}

function recipe({ pipeline, solution, engine, params, plan }: RunRecord): string {
  return JSON.stringify([pipeline, solution, engine, params, plan]);
}

/** Of a built-in: the version still has its alias, the endpoint still runs as it did when the run ended. */
function stands(
  { registry, serving, datasets, features }: Pick<ExecutorDeps, 'registry' | 'serving' | 'datasets' | 'features'>,
  { run, steps }: Earlier,
  step: StepRecord,
  index: number,
): boolean {
  const { kind, with: given } = run.plan.steps[index]!;
  if (step.status !== 'succeeded' && step.status !== 'cached') return true;
  if (kind === 'deploy') {
    const endpoint = serving.list().find(({ name }) => name === run.endpoint);
    return endpoint?.status === 'ready' && (endpoint.startedAt ?? 0) <= (run.endedAt ?? 0);
  }
  if (kind === 'materialize') return features.isOnline(step.outputs.find(({ name }) => name === 'online')?.digest ?? '');
  if (kind === 'dataset') return standsAsData(datasets, run, steps, index);
  if (kind !== 'register' || run.model === null) return true;
  const { name, version } = run.model;
  try {
    const isAliased = given.alias === undefined || registry.resolve(`${name}@${String(given.alias)}`).version === version;
    return isAliased && registry.resolve(`${name}:${version}`).version === version;
  } catch {
    return false;
  }
}
