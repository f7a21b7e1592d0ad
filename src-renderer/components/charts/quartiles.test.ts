import { expect, it } from 'vitest';
import { boxOf } from './quartiles.ts';

it('has the five numbers and what lies far out', () => {
  expect(boxOf([1, 2, 3, 4, 100])).toEqual({ low: 1, first: 2, median: 3, third: 4, high: 4, mean: 22, outliers: [100] });
  expect(boxOf([1, 2, 3, 4])).toMatchObject({ first: 1.75, median: 2.5, third: 3.25 });
});

it('is one line for one value and nothing for none', () => {
  expect(boxOf([5])).toMatchObject({ low: 5, median: 5, high: 5, outliers: [] });
  expect(boxOf([Number.NaN])).toBeNull();
});
