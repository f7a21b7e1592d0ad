import { expect, it } from 'vitest';
import type { FoundRun } from '../../found.ts';
import { asGroups, dimensionsOf, firstAxes } from './dimensions.ts';

const run = (params: Record<string, string>, metrics: FoundRun['metrics']): FoundRun => ({
  ...{ runId: '', parentRunId: null, experimentId: '1', name: '', status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params, metrics, tags: {}, childCount: 0, userId: '', lifecycle: 'active' },
});
const runs = [run({ depth: '10', seed: '7', model: 'mlp' }, { auc: 0.5 }), run({ depth: '9', seed: '7', model: 'tree' }, { auc: 'NaN' })];

it('offers params that differ and every metric', () => {
  expect(dimensionsOf(runs).map(({ id }) => id)).toEqual(['params.depth', 'params.model', 'metrics.auc']);
  expect(firstAxes(dimensionsOf(runs))).toEqual(['params.depth', 'params.model', 'metrics.auc']);
});

it('makes groups of numbers in their order', () => {
  const [depth] = dimensionsOf(runs);
  expect(depth && asGroups(depth)).toMatchObject({ categories: ['9', '10'], values: [1, 0] });
});
