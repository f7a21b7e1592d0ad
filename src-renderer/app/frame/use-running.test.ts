import { expect, it } from 'vitest';
import type { RunSummary } from '#contract';
import { expected, fractionDone } from './use-running.ts';

const run = (change: Partial<RunSummary>): RunSummary => ({
  runId: 'r',
  rerunOf: null,
  pipeline: 'p',
  solution: 'workspace',
  engine: 'process',
  status: 'succeeded',
  params: {},
  startedAt: 0,
  endedAt: 1,
  durationMs: 100,
  pausedMs: 0,
  metrics: {},
  model: null,
  endpoint: null,
  error: null,
  trackingRunId: null,
  counts: {},
  ...change,
});

it('counts what has ended, however it ended', () => {
  expect(fractionDone({ succeeded: 2, failed: 1, cached: 1, running: 2, pending: 2 })).toBe(0.5);
  expect(fractionDone({})).toBe(0);
});

it('expects what such a run took before, not what the cache gave', () => {
  const history = [
    run({ durationMs: 100 }),
    run({ durationMs: 300 }),
    run({ durationMs: 200 }),
    run({ durationMs: 1, counts: { cached: 3 } }),
    run({ durationMs: 9, engine: 'docker' }),
  ];
  expect(expected(run({}), history)).toBe(200);
  expect(expected(run({ pipeline: 'other' }), history)).toBeNull();
});
