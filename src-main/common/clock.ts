/**
 * Clocks and alarms. `createClock` goes `speed` times as fast as the computer's own (×1 to ×10,000), from any instant: for what takes weeks.
 * `setAlarm` sleeps until an instant of a clock, and nothing before it: a lab with nothing due has no timer that ticks.
 */
import { type Clock, systemClock } from './core.ts';

export const slowest = 1;
export const fastest = 10_000;

export function createClock({ start, speed, base = systemClock }: { start: number; speed: number; base?: Clock }): Clock {
  if (!(speed >= slowest && speed <= fastest)) throw new RangeError(`a clock goes ×${slowest} to ×${fastest}, not ×${speed}`);
  const from = base.now();
  return { speed, now: () => start + Math.round((base.now() - from) * speed) };
}

/** A computer that was asleep wakes with its timers late, and its clock may be set: nobody sleeps longer than this without a look at it. */
const longestSleepMs = 60_000;

/** Calls `wake` once `clock` has come to `at`; the function that it answers with calls it off. */
export function setAlarm(clock: Clock, at: number, wake: () => void): () => void {
  let timer: NodeJS.Timeout;
  const sleep = () => {
    const left = Math.ceil((at - clock.now()) / (clock.speed ?? 1));
    timer = setTimeout(() => (clock.now() >= at ? wake() : sleep()), Math.max(0, Math.min(left, longestSleepMs))).unref();
  };
  sleep();
  return () => clearTimeout(timer);
}
