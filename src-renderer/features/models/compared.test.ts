import { expect, it } from 'vitest';
import { comparedMetrics } from './compared.ts';

it('puts the metrics of both versions beside each other, with what changed', () => {
  expect(comparedMetrics({ auc: 0.5 }, { auc: 1 })).toEqual([{ key: 'auc', left: 0.5, right: 1, difference: 0.5, leftShare: 0.5, rightShare: 1 }]);
});

it('keeps a metric that only one of them has, without a difference', () => {
  expect(comparedMetrics({ f1: 0.4 }, { brier: 0 })).toMatchObject([
    { key: 'f1', left: 0.4, right: null, difference: null },
    { key: 'brier', left: null, right: 0, difference: null, rightShare: 0 },
  ]);
});
