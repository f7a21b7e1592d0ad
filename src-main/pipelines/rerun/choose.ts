/**
 * `choose`: which steps a re-run does and which it takes over. What runs draws along all that is behind it (save for `only`) and whatever it needs
 * that cannot be taken over, so that no kept result stands behind one that was made anew.
 */
import { BancadaError } from '../../contract/errors.ts';
import type { Rerun } from '../../contract/reruns.ts';
import type { RunPlan, RunRecord, StepRecord } from '../records.ts';
import { hasEffects, type PlannedStep } from '../spec/index.ts';

export interface Origin {
  run: RunRecord;
  steps: ReadonlyMap<string, StepRecord>;
  isStored(digest: string): boolean;
  /** An edit by hand holds for its run alone. */
  isReachedByEdits(id: string): boolean;
}

export function choose({ mode, step: wanted }: Rerun, origin: Origin, steps: readonly PlannedStep[]): Required<RunPlan>['rerun'] {
  if (mode === 'all') return { forced: [], kept: [], left: [] };
  const isAsked = ({ id, stepId }: PlannedStep) => id === wanted || stepId === wanted;
  const isActive = (step: PlannedStep) => step.wanted && (!hasEffects(step.kind) || origin.run.plan.effects);
  const canKeep = new Set(steps.filter((step) => isKeepable(origin, step)).map(({ id }) => id));
  const chosen = steps.filter((step) => (mode === 'failed' ? isActive(step) && !canKeep.has(step.id) : isAsked(step)));
  if (chosen.length === 0) {
    if (mode === 'failed') throw new BancadaError('RERUN_NOTHING_FAILED', { run: origin.run.runId });
    const known = [...new Set(steps.map(({ stepId }) => stepId))].join(', ');
    throw new BancadaError('STEP_NOT_FOUND', { step: wanted ?? '—', known });
  }
  const running = new Set(chosen.map(({ id }) => id));
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (let before = -1; before !== running.size; ) {
    before = running.size;
    for (const step of steps) {
      if (mode !== 'only' && step.needs.some((id) => running.has(id))) running.add(step.id);
      if (!running.has(step.id)) continue;
      for (const id of step.needs.filter((need) => !canKeep.has(need) && !running.has(need) && byId.get(need)!.wanted)) {
        if (mode === 'only') throw new BancadaError('RERUN_NEEDS_MISSING', { step: step.id, needs: id, run: origin.run.runId });
        running.add(id);
      }
    }
  }
  const before = mode === 'only' ? ancestors(byId, chosen) : canKeep;
  const kept = steps.filter(({ id }) => !running.has(id) && canKeep.has(id) && before.has(id)).map(({ id }) => id);
  const left = steps.filter((step) => step.wanted && !running.has(step.id) && !kept.includes(step.id)).map(({ id }) => id);
  return { forced: mode === 'failed' ? [] : chosen.map(({ id }) => id), kept, left };
}

/** It ended well, untouched by hand, and left all that is asked of it now, which is still there. */
function isKeepable({ steps, isStored, isReachedByEdits }: Origin, step: PlannedStep): boolean {
  const record = steps.get(step.id);
  return step.wanted && record !== undefined && !isReachedByEdits(step.id) && leftAll(record, step, isStored);
}

export function leftAll(record: StepRecord, step: PlannedStep, isStored: Origin['isStored']): boolean {
  if (record.status !== 'succeeded' && record.status !== 'cached') return false;
  return step.outputs.every(({ name, fileName, format }) => {
    const found = record.outputs.find((each) => each.name === name && each.path === fileName);
    return found !== undefined && (found.kind === 'folder') === (format === 'folder') && isStored(found.digest);
  });
}

function ancestors(byId: ReadonlyMap<string, PlannedStep>, of: readonly PlannedStep[]): Set<string> {
  const found = new Set<string>();
  const waiting = of.flatMap(({ needs }) => needs);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...byId.get(id)!.needs);
  }
  return found;
}
