/** Cron and intervals. The cursor is the last instant taken in; it follows a clock that is set back, and the keys keep what has fired from firing again. */
import type { CatchUp } from '../../contract/triggers.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Source } from './source.ts';

/** Of a long absence, so many occasions are counted. */
const mostCounted = 1000;

export function timeSource(schedule: Schedule, { max }: CatchUp): Source {
  const from = (cursor: unknown, now: number) => Math.min(cursor as number, now);
  return {
    scheduled: true,
    begin: (now) => now,
    next: (cursor, now) => schedule.next(from(cursor, now)),
    look(cursor, now) {
      const times = schedule.last(from(cursor, now), now, Math.max(mostCounted, max + 1));
      return {
        occasions: times.map((at) => ({ key: `at:${at}`, at, subject: null })),
        cursor: times.at(-1) ?? from(cursor, now),
      };
    },
  };
}
