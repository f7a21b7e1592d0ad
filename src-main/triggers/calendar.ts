/** `createCalendar`: what fired between two instants, and what is to come by the schedules. */
import type { Clock } from '../common/core.ts';
import type { TriggerCalendar } from '../contract/triggers.ts';
import type { SourceOfTrigger } from './sources/sources.ts';
import type { TriggerStore } from './store.ts';

export interface CalendarDeps {
  store: TriggerStore;
  sourceOf: SourceOfTrigger;
  clock: Clock;
  isPaused(): boolean;
}

const mostPast = 1000;
const mostComing = 500;

export function createCalendar({ store, sourceOf, clock, isPaused }: CalendarDeps) {
  return async function calendar(from: number, to: number): Promise<TriggerCalendar> {
    const now = clock.now();
    const past = store.between(from, Math.min(to, now), mostPast);
    const coming: TriggerCalendar['coming'] = [];
    let truncated = past.length === mostPast;
    for (const { name, definition, paused } of store.all()) {
      const source = await sourceOf(definition).catch(() => null);
      let count = 0;
      const start = Math.max(now, from - 1);
      for (let at = source?.next?.(start, start) ?? null; at !== null && at <= to && count < mostComing; at = source!.next!(at, at)) {
        coming.push({ trigger: name, at, paused: paused || isPaused() });
        count += 1;
      }
      truncated ||= count === mostComing;
    }
    return { past, coming: coming.sort((a, b) => a.at - b.at), truncated };
  };
}
