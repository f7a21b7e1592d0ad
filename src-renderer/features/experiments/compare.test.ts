import { expect, it } from 'vitest';
import type { TrackedRun } from '#contract';
import { comparedMetrics, differingParams } from './compare.ts';

const run = (params: Record<string, string>, metrics: TrackedRun['metrics']): TrackedRun => ({
  ...{ runId: '', parentRunId: null, experimentId: '1', name: '', status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params, metrics, tags: {} },
});

it('names only the params in which runs differ, one that is missing among them', () => {
  const runs = [run({ seed: '7', rate: '0.1' }, {}), run({ seed: '7', rate: '0.2', extra: 'x' }, {})];
  expect(differingParams(runs)).toEqual([
    { key: 'rate', values: ['0.1', '0.2'] },
    { key: 'extra', values: [null, 'x'] },
  ]);
});

it('measures bars by the largest of each metric, and what is no number not at all', () => {
  const runs = [run({}, { auc: 0.5, loss: 'NaN' }), run({}, { auc: 1, loss: 2 }), run({}, {})];
  expect(comparedMetrics(runs)).toEqual([
    { key: 'auc', values: [0.5, 1, null], shares: [0.5, 1, 0] },
    { key: 'loss', values: [Number.NaN, 2, null], shares: [0, 1, 0] },
  ]);
});
