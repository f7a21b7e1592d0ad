import { expect, it } from 'vitest';
import { headlineMetric, librariesOf, ownMetrics } from './version-facts.ts';

it('shows a usual metric that most versions have, else the most common', () => {
  expect(
    headlineMetric([
      { tempo: 1, roc_auc: 1 },
      { tempo: 1, roc_auc: 1 },
    ]),
  ).toBe('roc_auc');
  expect(headlineMetric([{ tempo: 1, roc_auc: 1 }, { tempo: 1 }, { tempo: 2 }])).toBe('tempo');
  expect(headlineMetric([{}])).toBeNull();
});

it('names the library rather than the general way in', () => {
  expect(librariesOf(['python_function', 'sklearn'])).toBe('sklearn');
  expect(librariesOf(['python_function'])).toBe('python_function');
});

it('leaves out what the machine measured of itself', () => {
  expect(ownMetrics({ auc: 1, 'system/cpu': 2 })).toEqual({ auc: 1 });
});
