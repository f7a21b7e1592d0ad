/** `explainStep`: why a step of a run ran, or did not. STEP_NOT_FOUND. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { StepReason, StepWhy } from '../../contract/reruns.ts';
import { reachedByEdits } from '../debug/edits.ts';
import type { RunRecord } from '../records.ts';
import { hasEffects, type PlannedStep } from '../spec/index.ts';
import type { Store } from '../store.ts';
import { editedWhy, keptWhy, taken, untold, whyRuns } from './why.ts';

export function explainStep(deps: { core: Pick<Core, 'artifacts'>; store: Store }, run: RunRecord, id: string): StepWhy {
  const { store } = deps;
  const records = new Map(store.steps(run.runId).map((record) => [record.id, record]));
  const steps = new Map(run.plan.steps.map((plan) => [plan.id, { plan, record: records.get(plan.id)! }]));
  const step = steps.get(id)?.plan;
  if (!step) throw new BancadaError('STEP_NOT_FOUND', { step: id, known: [...steps.keys()].join(', ') });
  const { status, origin } = records.get(id)!;
  const known = store.known(run.runId, id);
  const edits = store.debug.edits(run.runId);
  if (status === 'skipped') return untold(id, whySkipped(run, step));
  if (status === 'cached') {
    return run.plan.rerun?.kept.includes(id) ? keptWhy({ deps, run, steps }, step, origin, known) : taken(id, 'cached', origin);
  }
  if (known && edits.has(id)) return editedWhy(whyRuns(store, { run, step, known }), step, edits.get(id)!);
  if (known && reachedByEdits(run.plan.steps, new Set(edits.keys())).has(id)) return { ...whyRuns(store, { run, step, known }), reason: 'reached' };
  if (known) return whyRuns(store, { run, step, known });
  return untold(id, status === 'pending' || status === 'cancelled' ? 'open' : 'unrecorded');
}

function whySkipped({ plan }: RunRecord, step: PlannedStep): StepReason {
  if (plan.rerun?.left.includes(step.id) || (hasEffects(step.kind) && !plan.effects)) return 'left';
  return step.wanted ? 'needs' : 'when';
}
