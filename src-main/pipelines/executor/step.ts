/** `executeStep`: one step instance to its end: from the cache, or by as many attempts as it may have. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { StepStatus } from '../../contract/pipelines.ts';
import { hold, markEdited } from '../debug/hold.ts';
import { failureOf, failureOfError } from '../failures/failure.ts';
import { MemoryTaken } from '../queue/slots.ts';
import type { AttemptRecord, Evidence, KeyRecord, KnownEntry } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import { hasEffects } from '../spec/index.ts';
import { afterLoss } from './after-loss.ts';
import { type Adopted, type AttemptResult, endLost, runAttempt } from './attempt.ts';
import { isAway, untilBack } from './away.ts';
import { executeBuiltin } from './builtin.ts';
import { type CacheAnswer, lookUp } from './cached.ts';
import { type ActiveStep, changeStep, emptyEvidence, LetGo, type RunContext, unhurried } from './context.ts';
import { brokenContract } from './contracts.ts';
import { executeExpect } from './expect.ts';
import { executeFeatures } from './features.ts';
import { clearAttempt, clearTaken } from './folders.ts';
import { endTracking, track, trackingEnds, trackingRunOf, trackOutputs } from './tracked.ts';

const maxDelayMs = 10 * 60_000;
/** How often an attempt may be ended from outside before it counts as failed: perhaps it is what brings its engine down. */
const maxLosses = 3;

export async function executeStep(context: RunContext, step: ActiveStep, adopted: Adopted | null): Promise<StepStatus> {
  try {
    if (adopted === null && !(await hold(context, step))) return await endCancelled(context, step, null);
    if (step.edits) await markEdited(context, step);
    if (step.plan.kind === 'expect') return await executeExpect(context, step, takeCached);
    if (step.plan.kind === 'features' || step.plan.kind === 'materialize') return await executeFeatures(context, step, takeCached);
    if (step.plan.kind !== 'run') return await executeBuiltin(context, step);
    const isFresh = adopted === null && step.record.attempts === 0;
    const answer = await look(context, step);
    if (answer === 'cancelled') return await endCancelled(context, step, adopted?.attempt ?? null);
    if (isFresh && answer.entry) return await takeCached(context, step, answer.entry, answer.known);
    return await attempts(context, step, adopted, answer);
  } catch (error) {
    if (error instanceof LetGo) throw error;
    context.deps.core.log.error('step ended unexpectedly', { run: context.run.runId, step: step.plan.id, error });
    const failure = failureOfError(error, step.plan.id, context.deps.core.home.logs);
    await changeStep(context, step, { status: 'failed', endedAt: context.deps.core.clock.now(), error: failure });
    return 'failed';
  }
}

/** A step whose engine is away waits for it, also before its first attempt. */
async function look(context: RunContext, step: ActiveStep): Promise<CacheAnswer | 'cancelled'> {
  try {
    return await lookUp(context, step);
  } catch (error) {
    if (context.cancelled) return 'cancelled';
    if (!isAway(error)) throw error;
    const back = await untilBack(context, step, () => lookUp(context, step));
    if (back === 'gone') throw new BancadaError('STEP_ENGINE_LOST', {}, { cause: error });
    return back === 'cancelled' ? back : back.value;
  }
}

async function takeCached(context: RunContext, step: ActiveStep, entry: KnownEntry, known: KeyRecord): Promise<StepStatus> {
  const { evidence, outputs, runId: origin } = entry;
  const broken = step.plan.contracts ? await contractOf(context, step, outputs) : null;
  if (broken === 'cancelled') return endCancelled(context, step, null);
  const now = context.deps.core.clock.now();
  step.evidence = evidence;
  if (broken) {
    await changeStep(context, step, { status: 'failed', startedAt: now, endedAt: now, outputs, error: broken, origin }, (put) =>
      put.known(context.run.runId, step.plan.id, known),
    );
    await endTracking(context, step, 'FAILED');
    return 'failed';
  }
  const metrics = Object.fromEntries(evidence.metrics.map(({ key, value }) => [key, value]));
  context.later(
    changeStep(context, step, { status: 'cached', startedAt: now, endedAt: now, outputs, metrics, origin }, (put) =>
      put.known(context.run.runId, step.plan.id, known),
    ),
  );
  context.later(retell(context, step, evidence));
  return 'cached';
}

async function contractOf(context: RunContext, step: ActiveStep, outputs: KnownEntry['outputs']): Promise<Failure | 'cancelled' | null> {
  try {
    return await brokenContract(context, step, outputs);
  } catch (error) {
    if (context.cancelled) return 'cancelled';
    if (context.signal.aborted) throw new LetGo();
    throw error;
  }
}

/** Tells tracking what the step told it when it ran. */
async function retell(context: RunContext, step: ActiveStep, evidence: Evidence): Promise<void> {
  if (Object.keys(step.plan.matrix).length > 0) await trackingRunOf(context, step);
  await track(context, step, evidence);
  await endTracking(context, step, 'FINISHED');
}

/**
 * Of a run that was taken up: the core before us may have died between a step's end and telling tracking of it. Told twice, it counts once.
 */
export async function tellAgain(context: RunContext, step: ActiveStep): Promise<void> {
  const { status, outputs } = step.record;
  if (status === 'cached') {
    if (!hasEffects(step.plan.kind)) await retell(context, step, evidenceOf(context, step));
    return;
  }
  if (status === 'succeeded') await trackOutputs(context, step, outputs);
  if (status === 'succeeded' || status === 'failed' || status === 'cancelled') await endTracking(context, step, trackingEnds[status]);
}

/** Of results that were taken: what the step told when it made them; where that is not kept any more, its last metrics. */
function evidenceOf({ deps, run }: RunContext, { plan, record }: ActiveStep): Evidence {
  const key = deps.store.known(run.runId, plan.id)?.key ?? null;
  const entry = key === null ? null : deps.store.cached(key);
  const isSame = entry?.outputs.every(({ digest }, index) => digest === record.outputs[index]?.digest);
  if (entry && isSame) return entry.evidence;
  const metrics = Object.entries(record.metrics).map(([name, value]) => ({ key: name, value, step: 0, timestamp: record.endedAt ?? 0 }));
  return { ...emptyEvidence(), metrics };
}

async function attempts(context: RunContext, step: ActiveStep, adopted: Adopted | null, cache: CacheAnswer): Promise<StepStatus> {
  const { plan } = step;
  if (Object.keys(plan.matrix).length > 0) await trackingRunOf(context, step);
  let taken = adopted;
  // Taken up while it waited: its last attempt counts. Lost with its core: made again under the same number.
  let number = step.record.retryAt !== null ? step.record.attempts + 1 : Math.max(1, step.record.attempts);
  let losses = 0;
  if (step.record.retryAt !== null) await pause(context, step.record.retryAt, delayAfter(plan, step.record.attempts));
  for (;;) {
    const queuedAt = context.deps.core.clock.now();
    const slot = await context.deps.slots.take({ runId: context.run.runId, step: plan.id, bytes: plan.resources.memoryBytes }, context.signal);
    if (slot === null) {
      if (context.cancelled) await taken?.running.stop('cancelled');
      return endCancelled(context, step, taken?.attempt ?? null);
    }
    let result: AttemptResult;
    try {
      result = await runAttempt(context, step, number, { adopted: taken, known: cache.known, queuedAt });
    } catch (error) {
      if (error instanceof MemoryTaken) continue;
      throw error;
    } finally {
      slot();
    }
    taken = null;
    if (result.status === 'adrift') {
      const found = await afterLoss(context, step, result);
      if ('running' in found) {
        taken = found;
        continue;
      }
      result = found;
    }
    if (result.status === 'lost') {
      losses += 1;
      if (losses <= maxLosses || !result.failure) {
        await endLost(context, result.attempt);
        continue;
      }
      result = { ...result, status: 'failed', outputs: [], failure: result.failure };
    }
    if (result.status === 'succeeded') return endWell(context, step, result, cache.known.key);
    if (result.status === 'cancelled') return await endCancelled(context, step, result.attempt);
    if (number > plan.retries.max || context.cancelled) return await endFailed(context, step, result);
    await waitForRetry(context, step, result, number);
    number += 1;
  }
}

function endWell(
  context: RunContext,
  step: ActiveStep,
  { outputs, attempt, exit }: Extract<AttemptResult, { status: 'succeeded' }>,
  key: string | null,
): StepStatus {
  const now = context.deps.core.clock.now();
  const written = changeStep(
    context,
    step,
    { status: 'succeeded', endedAt: now, outputs, error: null },
    (put) => {
      put.endAttempt(attempt, 'succeeded', now, exit);
      if (key !== null) put.cache(key, { outputs, evidence: step.evidence, result: null }, context.run.runId, now);
    },
    unhurried,
  );
  const tell = async () => {
    await trackOutputs(context, step, outputs);
    await endTracking(context, step, 'FINISHED');
  };
  context.later(written.then(() => context.tidy(() => clearTaken(context, step, attempt))));
  context.later(tell());
  return 'succeeded';
}

async function endFailed(
  context: RunContext,
  step: ActiveStep,
  { outputs, attempt, exit, failure }: Extract<AttemptResult, { status: 'failed' }>,
): Promise<StepStatus> {
  const now = context.deps.core.clock.now();
  await changeStep(context, step, { status: 'failed', endedAt: now, outputs, error: failure }, (put) => put.endAttempt(attempt, 'failed', now, exit));
  await Promise.all([endTracking(context, step, 'FAILED'), clearAttempt(context, attempt)]);
  return 'failed';
}

async function waitForRetry(
  context: RunContext,
  step: ActiveStep,
  { attempt, exit, failure }: Extract<AttemptResult, { status: 'failed' }>,
  number: number,
): Promise<void> {
  const now = context.deps.core.clock.now();
  const delay = delayAfter(step.plan, number);
  const retryAt = now + delay;
  await changeStep(context, step, { status: 'waiting', retryAt, error: failure }, (put) => put.endAttempt(attempt, 'failed', now, exit));
  await clearAttempt(context, attempt);
  await pause(context, retryAt, delay);
}

function delayAfter({ retries: { delayMs, factor } }: Pick<PlannedStep, 'retries'>, attempt: number): number {
  return Math.min(maxDelayMs, Math.round(delayMs * factor ** (attempt - 1)));
}

/** Never longer than the delay itself: the clock may have been set back while its core was dead. */
async function pause(context: RunContext, until: number, longest: number): Promise<void> {
  const ms = Math.min(longest, Math.max(0, until - context.deps.core.clock.now()));
  await sleep(ms, undefined, { signal: context.signal }).catch(() => {}); // who is cancelled or let go of is told at the next change
}

async function endCancelled(context: RunContext, step: ActiveStep, attempt: AttemptRecord | null): Promise<StepStatus> {
  const now = context.deps.core.clock.now();
  const error = failureOf('STEP_CANCELLED', { step: step.plan.id });
  await changeStep(context, step, { status: 'cancelled', endedAt: now, error }, (put) => {
    if (attempt) put.endAttempt(attempt, 'cancelled', now);
  });
  await endTracking(context, step, 'KILLED');
  if (attempt) await clearAttempt(context, attempt);
  return 'cancelled';
}
