/** `decideOverlap`: what becomes of a firing while earlier runs of its trigger have not ended. The simulation goes by it too. */
import type { Overlap, SkipReason } from '../../contract/triggers.ts';

/** More than so many never wait for one trigger: whoever fires faster than its runs end would fill the disk. */
export const mostWaiting = 100;

export type OverlapDecision = { start: true; cancel: string[] } | { start: false; reason: SkipReason };

/** `open`: its runs that have not ended, oldest first. What is made up for waits its turn: leaving it out again would make up for nothing. */
export function decideOverlap(overlap: Overlap, open: readonly string[], late: boolean): OverlapDecision {
  if (open.length === 0) return { start: true, cancel: [] };
  if (overlap === 'cancel' && !late) return { start: true, cancel: [...open] };
  if (overlap === 'skip' && !late) return { start: false, reason: 'overlap' };
  return open.length > mostWaiting ? { start: false, reason: 'full' } : { start: true, cancel: [] };
}
