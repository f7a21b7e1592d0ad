import { expect, it } from 'vitest';
import type { TrackedRun } from '#contract';
import { firstColumns, rememberColumns, rememberedColumns, toggled } from './columns.ts';

const run = (params: Record<string, string>, metrics: Record<string, number>): TrackedRun => ({
  ...{ runId: '', parentRunId: null, experimentId: '1', name: '', status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params, metrics, tags: {} },
});

it('shows at first the params that differ, the metrics that have a name everywhere and then the most common', () => {
  const runs = [run({ seed: '7', rate: '0.1', depth: '3' }, { rare: 1, auc: 1, f1: 1 }), run({ seed: '7', rate: '0.2', depth: '4' }, { auc: 2 })];
  expect(firstColumns(runs)).toEqual({ params: ['rate', 'depth'], metrics: ['f1', 'auc', 'rare'] });
});

it('keeps the order of what there is when a column comes back', () => {
  expect(toggled(['a', 'c'], 'b', ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  expect(toggled(['a', 'b'], 'a', ['a', 'b', 'c'])).toEqual(['b']);
});

it('remembers the choice of each experiment, and forgets what is no choice', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  rememberColumns('1', { params: [], metrics: ['auc'] }, storage);
  expect(rememberedColumns('1', storage)).toEqual({ params: [], metrics: ['auc'] });
  expect(rememberedColumns('2', storage)).toBeNull();
  kept.set('bancada.experiments.columns.2', '{"params":[1],"metrics":[]}');
  expect(rememberedColumns('2', storage)).toBeNull();
  kept.set('bancada.experiments.columns.2', '{');
  expect(rememberedColumns('2', storage)).toBeNull();
});
