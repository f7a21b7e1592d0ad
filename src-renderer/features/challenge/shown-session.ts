/**
 * Which session of checks is shown: the one that is followed while it runs; once it is over, the last one as the core tells it now,
 * for only that knows whether the code has changed since.
 */
import type { CheckSession } from '#contract';

export function shownSession(followed: CheckSession | undefined, last: CheckSession | null | undefined): CheckSession | null {
  if (!followed) return last ?? null;
  const isKnown = last && last.status !== 'running' && last.startedAt >= followed.startedAt;
  return isKnown && followed.status !== 'running' ? last : followed;
}
