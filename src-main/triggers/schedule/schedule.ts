/** `openSchedule`: the instants of a cron pattern or an interval. Croner is loaded with the first pattern: a lab without one never needs it. */
import { BancadaError } from '../../contract/errors.ts';
import type { TriggerSource } from '../../contract/triggers.ts';

export type TimedSource = Extract<TriggerSource, { kind: 'cron' | 'interval' }>;

export interface Schedule {
  /** The first instant after `after`; null where there is none. */
  next(after: number): number | null;
  /** The last `count` instants after `after` and up to `until`, oldest first. */
  last(after: number, until: number, count: number): number[];
}

export const isTimed = (source: TriggerSource): source is TimedSource => source.kind === 'cron' || source.kind === 'interval';

/** SCHEDULE_INVALID. */
export async function openSchedule(source: TimedSource): Promise<Schedule> {
  return source.kind === 'cron' ? cron(source.pattern, source.timezone ?? ownTimezone()) : interval(source.everyMs, source.anchor ?? 0);
}

export function ownTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

async function cron(pattern: string, timezone: string): Promise<Schedule> {
  const { Cron } = await import('croner');
  const job = attempt(pattern, timezone, () => new Cron(pattern, { timezone, paused: true }));
  const next = (after: number) => attempt(pattern, timezone, () => job.nextRun(new Date(after)))?.getTime() ?? null;
  next(Date.UTC(2026, 0, 1)); // a time zone that nobody knows is only found out by asking
  return {
    next,
    last(after, until, count) {
      const first = next(after);
      if (first === null || first > until) return [];
      // Its instants are whole seconds, and those before the next second are those up to this one.
      const reference = new Date(Math.floor(until / 1000) * 1000 + 1000);
      const times = job.previousRuns(count, reference).map((date) => date.getTime());
      return times.filter((time) => time > after && time <= until).sort((a, b) => a - b);
    },
  };
}

function interval(everyMs: number, anchor: number): Schedule {
  const index = (at: number) => Math.floor((at - anchor) / everyMs);
  return {
    next: (after) => anchor + (index(after) + 1) * everyMs,
    last(after, until, count) {
      const newest = index(until);
      const oldest = Math.max(index(after) + 1, newest - count + 1);
      return Array.from({ length: Math.max(0, newest - oldest + 1) }, (_, offset) => anchor + (oldest + offset) * everyMs);
    },
  };
}

function attempt<T>(pattern: string, timezone: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isTimezone(timezone)) throw new BancadaError('SCHEDULE_INVALID', { pattern, detail: `@timezone ${timezone}` }, { cause: error });
    const field = /for (\w+):/.exec(String(error))?.[1];
    throw new BancadaError('SCHEDULE_INVALID', { pattern, detail: field ? `@cron-${field}` : '@cron' }, { cause: error });
  }
}

function isTimezone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
