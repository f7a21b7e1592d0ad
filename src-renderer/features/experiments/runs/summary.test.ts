import { expect, it } from 'vitest';
import { metricColumn, summariesIn, summaryOf, summaryOrder } from './summary.ts';

it('writes a column of a history and reads it again, whatever the key', () => {
  for (const key of ['loss', 'train/loss', 'a.metrics.b', 'at(3)']) {
    expect(summaryOf(metricColumn(key, 'min', 0))).toEqual({ key, of: 'min' });
    expect(summaryOf(metricColumn(key, 'at', -4))).toEqual({ key, of: 'at', step: -4 });
    expect(summaryOf(metricColumn(key, 'latest', 0))).toBeNull();
  }
});

it('orders by it only where it is such a column', () => {
  expect(summaryOrder({ id: 'max.metrics.auc', desc: true })).toEqual({ orderBySummary: { key: 'auc', of: 'max', descending: true } });
  expect(summaryOrder({ id: 'metrics.auc', desc: true })).toEqual({});
  expect(summariesIn(['status', 'min.metrics.a', 'params.min.metrics.a'])).toEqual(['min.metrics.a']);
});
