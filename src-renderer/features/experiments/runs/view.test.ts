import { expect, it } from 'vitest';
import type { FoundRun } from '../found.ts';
import { fieldOf, firstView, moved, nextSort, orderOf, readView, toggled } from './view.ts';

const run = (params: Record<string, string>, metrics: Record<string, number>): FoundRun => ({
  ...{ runId: '', parentRunId: null, experimentId: '1', name: '', status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params, metrics, tags: {}, childCount: 0, userId: '', lifecycle: 'active' },
});

it('shows at first the metrics that people look for and the params that differ', () => {
  const runs = [run({ seed: '7', rate: '0.1' }, { rare: 1, auc: 1, f1: 1 }), run({ seed: '7', rate: '0.2' }, { auc: 2 })];
  const keys = { params: ['rate', 'seed'], metrics: ['auc', 'f1', 'rare', 'system/cpu'], tags: [] };
  expect(firstView(runs, keys, false).columns.map(({ id }) => id)).toEqual([
    ...['status', 'metrics.auc', 'metrics.f1', 'metrics.rare', 'params.rate', 'params.seed', 'start_time', 'duration'],
  ]);
});

it('asks the core for the order in its own grammar', () => {
  expect(orderOf({ id: 'metrics.train/loss', desc: true })).toEqual(['metrics.`train/loss` DESC']);
  expect(orderOf({ id: 'status', desc: false })).toEqual(['status ASC']);
  expect(orderOf({ id: 'duration', desc: false })).toEqual([]);
  expect(fieldOf('tags.mlflow.user')).toEqual({ kind: 'tag', key: 'mlflow.user' });
});

it('turns the order with each click: numbers from the greatest, words from the first', () => {
  expect(nextSort('metrics.auc', null)).toEqual({ id: 'metrics.auc', desc: true });
  expect(nextSort('metrics.auc', { id: 'metrics.auc', desc: true })).toEqual({ id: 'metrics.auc', desc: false });
  expect(nextSort('metrics.auc', { id: 'metrics.auc', desc: false })).toBeNull();
  expect(nextSort('min.metrics.loss', null)).toEqual({ id: 'min.metrics.loss', desc: false });
  expect(nextSort('status', { id: 'metrics.auc', desc: true })).toEqual({ id: 'status', desc: false });
});

it('moves, adds and drops columns', () => {
  const columns = ['a', 'b', 'c'].map((id) => ({ id, width: 100 }));
  expect(moved(columns, 'a', 2).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(moved(columns, 'c', -5).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(toggled(toggled(columns, 'b'), 'b').map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  const mixed = ['status', 'metrics.auc', 'duration'].map((id) => ({ id, width: 100 }));
  expect(toggled(mixed, 'max.metrics.auc').map(({ id }) => id)).toEqual(['status', 'metrics.auc', 'max.metrics.auc', 'duration']);
});

it('reads what it wrote, and nothing else', () => {
  const view = { columns: [{ id: 'metrics.auc', width: 120 }], sort: { id: 'metrics.auc', desc: true }, nested: false, group: 'params.x' };
  expect(readView(JSON.stringify(view))).toEqual(view);
  expect(readView('{"columns":[{"id":1},{"id":"a","width":1e9}],"sort":3}')).toEqual({
    columns: [{ id: 'a', width: 1200 }],
    sort: null,
    nested: true,
    group: null,
  });
  for (const text of [undefined, '', '{', '[]', '7']) expect(readView(text)).toBeNull();
});
