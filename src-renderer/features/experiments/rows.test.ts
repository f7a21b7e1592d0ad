import { expect, it } from 'vitest';
import type { TrackedRun } from '#contract';
import { treeRows } from './rows.ts';

const run = (runId: string, parentRunId: string | null = null): TrackedRun => ({
  ...{ runId, parentRunId, experimentId: '1', name: runId, status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params: {}, metrics: {}, tags: {} },
});
const shape = (runs: TrackedRun[]) => treeRows(runs).map((row) => [row.run.runId, row.depth]);

it('puts nested runs under their parent, whatever came first', () => {
  expect(shape([run('c2', 'p'), run('c1', 'p'), run('other'), run('p'), run('g', 'c1')])).toEqual([
    ['other', 0],
    ['p', 0],
    ['c2', 1],
    ['c1', 1],
    ['g', 2],
  ]);
});

it('shows runs whose parent is not here, and runs that are each other’s parent', () => {
  expect(shape([run('lost', 'gone')])).toEqual([['lost', 0]]);
  expect(shape([run('a', 'b'), run('b', 'a')]).map(([id]) => id)).toEqual(['a', 'b']);
});
