/**
 * `executeRun`: every step of a run to its end, each as soon as what it needs is there. A step whose needs did not end well is skipped;
 * after a cancel nothing more starts. Rejects with `LetGo` when the run is taken from us.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../contract/base.ts';
import type { StepStatus } from '../../contract/pipelines.ts';
import { failureOf } from '../failures/failure.ts';
import { endedSteps } from '../records.ts';
import { hasEffects } from '../spec/index.ts';
import type { Adopted } from './attempt.ts';
import { type ActiveStep, changeStep, type RunContext } from './context.ts';
import { executeStep, tellAgain } from './step.ts';
import { endTracking, tellImages, trackingEnds } from './tracked.ts';

const isGood = (status: StepStatus) => status === 'succeeded' || status === 'cached';

export async function executeRun(context: RunContext, adopted: ReadonlyMap<string, Adopted>): Promise<void> {
  const { run } = context;
  if (run.status === 'pending') {
    await context.change((put) => put.run(run.runId, { status: 'running' }));
    run.status = 'running';
  }
  await executeSteps(context, adopted);
  await context.settled();
  const { status, error } = outcome(context);
  const tracked = await context.trackingRun();
  // One commit: storage takes what is asked for together.
  await Promise.all([tellImages(context, tracked), context.deps.tracking.endRun(tracked, trackingEnds[status])]);
  const endedAt = Math.max(run.startedAt, context.deps.core.clock.now()); // whoever sets the clock back, no run takes less than no time
  await context.change((put) => put.run(run.runId, { status, endedAt, error }));
  Object.assign(run, { status, endedAt, error });
  await rm(join(context.deps.core.home.runs, run.runId), { recursive: true, force: true });
}

function executeSteps(context: RunContext, adopted: ReadonlyMap<string, Adopted>): Promise<void> {
  const missing = new Map<string, number>();
  const dependants = new Map<string, ActiveStep[]>();
  const blocked = new Set<string>();
  let open = context.steps.size;

  return new Promise((resolve, reject) => {
    function settle(step: ActiveStep, status: StepStatus): void {
      open -= 1;
      context.ahead.drop(step.plan.id);
      for (const dependant of dependants.get(step.plan.id)!) {
        const { id } = dependant.plan;
        if (!isGood(status)) blocked.add(id);
        missing.set(id, missing.get(id)! - 1);
        if (missing.get(id) === 0) begin(dependant);
      }
      if (open === 0) resolve();
    }
    function begin(step: ActiveStep): void {
      const { id, wanted, kind } = step.plan;
      if (endedSteps.has(step.record.status)) {
        context.later(tellAgain(context, step));
        settle(step, step.record.status);
        return;
      }
      const isIdle = !wanted || blocked.has(id) || (hasEffects(kind) && !context.run.plan.effects);
      const isUnderWay = step.record.status !== 'pending';
      const work =
        context.cancelled && !isUnderWay
          ? leave(context, step, 'cancelled')
          : isIdle
            ? leave(context, step, 'skipped')
            : executeStep(context, step, adopted.get(id) ?? null);
      work.then((status) => settle(step, status)).catch(reject);
    }
    for (const step of context.steps.values()) {
      missing.set(step.plan.id, step.plan.needs.length);
      dependants.set(step.plan.id, []);
    }
    for (const step of context.steps.values()) for (const id of step.plan.needs) dependants.get(id)!.push(step);
    for (const step of context.steps.values()) if (step.plan.needs.length === 0) begin(step);
  });
}

async function leave(context: RunContext, step: ActiveStep, status: 'skipped' | 'cancelled'): Promise<StepStatus> {
  await changeStep(context, step, { status, endedAt: context.deps.core.clock.now() });
  if (status === 'cancelled') await endTracking(context, step, 'KILLED');
  return status;
}

/** What ended a run is the failure that came first. */
function outcome(context: RunContext): { status: 'succeeded' | 'failed' | 'cancelled'; error: Failure | null } {
  const records = [...context.steps.values()].map((step) => step.record);
  const failures = records.filter((record) => record.status === 'failed').sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  if (records.some((record) => record.status === 'cancelled')) {
    const step = records.find((record) => record.status === 'cancelled')!.id;
    return { status: 'cancelled', error: failureOf('STEP_CANCELLED', { step }) };
  }
  return failures[0] ? { status: 'failed', error: failures[0].error } : { status: 'succeeded', error: null };
}
