/** `afterLoss`: what became of an attempt whose engine went away, once it is back: it goes on, it is lost and made again, or nobody waits any longer. */
import { failureOf } from '../failures/failure.ts';
import type { Adopted, AttemptResult } from './attempt.ts';
import { untilBack } from './away.ts';
import type { ActiveStep, RunContext } from './context.ts';
import { launchOf } from './launch.ts';

type Adrift = Extract<AttemptResult, { status: 'adrift' }>;

export async function afterLoss(
  context: RunContext,
  step: ActiveStep,
  { attempt, running }: Adrift,
): Promise<Exclude<AttemptResult, Adrift> | Adopted> {
  const launch = launchOf(context, step, attempt);
  // One that never began has no reference; no engine knows it by its launch.
  const back = await untilBack(context, step, () => context.engine.adopt(attempt.reference ?? attempt.launchId, launch));
  if (back !== 'cancelled' && back !== 'gone') {
    if (!back.value) return { status: 'lost', attempt, failure: null, exit: null };
    const stored = context.deps.store.running(context.run.runId).find(({ launchId }) => launchId === attempt.launchId);
    return { attempt: stored ?? attempt, running: back.value, afterLoss: true };
  }
  void running?.stop('cancelled').catch(() => {}); // whatever is left of it goes when the engine is back
  if (back === 'cancelled') return { status: 'cancelled', attempt };
  return { status: 'failed', outputs: [], attempt, failure: failureOf('STEP_ENGINE_LOST', { step: step.plan.id }), exit: null };
}
