/** A clock that every process reads alike: so many times as fast as the computer's, since one moment. */
import type { Clock } from '../../src-main/common/core.ts';

export function fastClock(base: number, start: number, speed: number): Clock {
  return { speed, now: () => start + Math.round((Date.now() - base) * speed) };
}
