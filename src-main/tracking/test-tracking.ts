/** Tracking in a throw-away home, for tests; each suite runs over every kind of store. */
import { openTestCore } from '../common/test-core.ts';
import { createTracking } from './index.ts';

export const stores = ['file', 'memory'] as const;

export function openTestTracking(store: (typeof stores)[number]) {
  const clock = {
    at: 1_000_000,
    now() {
      return this.at++;
    },
  };
  const { core, dispose } = openTestCore(clock, store);
  return { core, clock, tracking: createTracking(core), dispose };
}

export type TestTracking = ReturnType<typeof openTestTracking>;
