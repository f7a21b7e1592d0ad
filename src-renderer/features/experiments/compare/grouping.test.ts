import { expect, it } from 'vitest';
import type { FoundRun } from '../found.ts';
import { groupsOf, hasRepeats, isSeed, repeats } from './grouping.ts';

const run = (runId: string, params: Record<string, string>): FoundRun => ({
  ...{ runId, parentRunId: null, experimentId: '1', name: runId, status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params, metrics: {}, tags: {}, childCount: 0, userId: '', lifecycle: 'active' },
});
const runs = [run('a', { rate: '1', seed: '1' }), run('b', { seed: '2', rate: '1' }), run('c', { rate: '2', seed: '1' })];
const shape = (by: string | null) => groupsOf(runs, by).map(({ label, runs: members }) => [label, members.map(({ runId }) => runId)]);

it('leaves each run by itself', () => {
  expect(shape(null)).toEqual([
    ['a', ['a']],
    ['b', ['b']],
    ['c', ['c']],
  ]);
});

it('puts repetitions together: everything alike but the seed', () => {
  expect(shape(repeats)).toEqual([
    ['rate=1', ['a', 'b']],
    ['rate=2', ['c']],
  ]);
  expect(hasRepeats(runs)).toBe(true);
  expect(hasRepeats(runs.slice(1))).toBe(false);
});

it('groups by the values of a param, what has none apart', () => {
  expect(shape('params.seed')).toEqual([
    ['1', ['a', 'c']],
    ['2', ['b']],
  ]);
  expect(shape('params.none').map(([label]) => label)).toEqual(['—']);
});

it('knows a seed by its name', () => {
  expect(['seed', 'random_state', 'model.seed', 'semente', 'seeds', 'linseed'].map(isSeed)).toEqual([true, true, true, true, false, false]);
});
