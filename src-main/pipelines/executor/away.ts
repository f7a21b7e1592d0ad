/**
 * `untilBack`: what an engine that stopped answering is waited for with. The step says so meanwhile; a cancel ends the wait, and so does an engine that
 * stays away. The wait is in real time: it is for something outside, whatever the clock of the lab says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { BancadaError } from '../../contract/errors.ts';
import { failureOf } from '../failures/failure.ts';
import { type ActiveStep, changeStep, LetGo, type RunContext } from './context.ts';

export type Back<T> = { value: T } | 'cancelled' | 'gone';

const askEveryMs = 500;
const patienceMs = 10 * 60_000;

/** The engine does not answer: no fault of what it was asked. */
export function isAway(error: unknown): boolean {
  return error instanceof BancadaError && error.code === 'ENGINE_UNAVAILABLE' && error.data.away === true;
}

/** Asks until there is an answer. */
export async function untilBack<T>(context: RunContext, step: ActiveStep, ask: () => Promise<T>): Promise<Back<T>> {
  const end = performance.now() + (context.deps.engineWaitMs ?? patienceMs);
  const since = context.deps.core.clock.now();
  const at = new Date(since).toLocaleTimeString('pt-BR', { hour: '2-digit', minute: '2-digit' });
  await changeStep(context, step, { status: 'waiting', error: failureOf('STEP_ENGINE_AWAY', { step: step.plan.id, at, since }) });
  while (performance.now() < end) {
    if (context.signal.aborted) return ended(context);
    try {
      const value = await ask();
      await changeStep(context, step, { status: 'running', error: null });
      return { value };
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    await sleep(askEveryMs, undefined, { signal: context.signal }).catch(() => {});
  }
  return context.signal.aborted ? ended(context) : 'gone';
}

function ended(context: RunContext): 'cancelled' {
  if (!context.cancelled) throw new LetGo();
  return 'cancelled';
}
