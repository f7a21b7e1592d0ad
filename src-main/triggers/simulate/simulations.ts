/** `createSimulations`: the days to come, all at once, or as fast as a clock that goes ×1 to ×10,000. Nothing runs, nothing is written. */
import { setImmediate as breathe } from 'node:timers/promises';
import { createClock, setAlarm } from '../../common/clock.ts';
import type { Clock, Core } from '../../common/core.ts';
import type { TriggerSimulation } from '../../contract/triggers.ts';
import type { TriggerStore } from '../store.ts';
import { type PrepareDeps, prepareWorld } from './prepare.ts';
import { createTally } from './tally.ts';
import { simulateFirings } from './world.ts';

export interface SimulationDeps extends PrepareDeps {
  core: Pick<Core, 'clock'>;
  store: Pick<TriggerStore, 'all'>;
}

const dayMs = 86_400_000;
/** So long the event loop is ours at a time. */
const turnMs = 5;
const tellMs = 500;

export function createSimulations({ core, store, ...deps }: SimulationDeps) {
  async function begin(days: number) {
    const from = core.clock.now();
    const to = from + days * dayMs;
    const prepared = await prepareWorld(deps, store.all(), from, to);
    return { from, to, happenings: simulateFirings(prepared.world), tally: createTally(prepared, from, to) };
  }

  async function simulate(days: number): Promise<TriggerSimulation> {
    const { to, happenings, tally } = await begin(days);
    let since = performance.now();
    for (const happened of happenings) {
      tally.add(happened);
      if (performance.now() - since < turnMs) continue;
      await breathe();
      since = performance.now();
    }
    return tally.at(to);
  }

  async function* watchSimulation({ days, speed }: { days: number; speed: number }, signal?: AbortSignal): AsyncGenerator<TriggerSimulation, void> {
    const { from, to, happenings, tally } = await begin(days);
    const clock = createClock({ start: from, speed });
    let told = 0;
    let next = happenings.next();
    while (!signal?.aborted) {
      const due = next.done ? to : Math.min(next.value.at, to);
      const now = Math.min(clock.now(), to);
      if (performance.now() - told >= tellMs || now >= to) {
        told = performance.now();
        if (now < to || next.done) yield tally.at(now);
      }
      if (next.done && now >= to) return;
      if (now < due) {
        await until(clock, Math.min(due, now + tellMs * speed), signal);
        continue;
      }
      tally.add((next as { value: Parameters<typeof tally.add>[0] }).value);
      next = happenings.next();
    }
  }
  return { simulate, watchSimulation };
}

function until(clock: Clock, at: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = setAlarm(clock, at, end);
    function end(): void {
      signal?.removeEventListener('abort', end);
      stop();
      resolve();
    }
    signal?.addEventListener('abort', end, { once: true });
  });
}
