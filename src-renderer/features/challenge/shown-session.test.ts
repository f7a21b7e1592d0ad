import { expect, it } from 'vitest';
import type { CheckSession } from '#contract';
import { shownSession } from './shown-session.ts';

const session = (sessionId: string, startedAt: number, about: Partial<CheckSession> = {}) =>
  ({ sessionId, startedAt, status: 'passed', stale: false, ...about }) as CheckSession;

it('follows the session that runs', () => {
  const running = session('b', 2, { status: 'running' });
  expect(shownSession(running, session('a', 1))).toBe(running);
  expect(shownSession(running, session('b', 2, { status: 'running' }))).toBe(running);
});

it('hears from the core whether a session that ended still holds', () => {
  const stale = session('b', 2, { stale: true });
  expect(shownSession(session('b', 2), stale)).toBe(stale);
  expect(shownSession(undefined, stale)).toBe(stale);
});

it('shows how a session ended before the core is asked again', () => {
  const ended = session('b', 2);
  expect(shownSession(ended, session('a', 1, { stale: true }))).toBe(ended);
  expect(shownSession(ended, session('b', 2, { status: 'running' }))).toBe(ended);
  expect(shownSession(undefined, undefined)).toBeNull();
});
