import { expect, it } from 'vitest';
import { nestedKeys } from './nested-keys.ts';

const run = (params: Record<string, string>, metrics: Record<string, number>) => ({ params, metrics });

it('shows the params in which nested runs differ, a missing one among them, and leaves out those that are all alike', () => {
  expect(nestedKeys([run({ depth: '1', seed: '7' }, {}), run({ depth: '2', seed: '7', l2: '0' }, {})]).params).toEqual(['depth', 'l2']);
});

it('shows the metrics that most runs have first', () => {
  expect(nestedKeys([run({}, { rare: 1, auc: 1 }), run({}, { auc: 2 })]).metrics).toEqual(['auc', 'rare']);
});
