import { expect, it } from 'vitest';
import { dimensionOf, sayValue, shareOf, spanOfDimension, ticksOf } from './dimension.ts';

it('takes params that are numbers as numbers', () => {
  const rate = dimensionOf('params.rate', 'rate', ['1e-3', '0.1', null]);
  expect(rate.categories).toBeNull();
  expect(rate.values).toEqual([0.001, 0.1, null]);
  expect(sayValue(rate, 0.1, 'pt-BR')).toBe('0,1');
});

it('gives words places in the order that people count in', () => {
  const model = dimensionOf('params.model', 'model', ['v10', 'v9', '', 'v9']);
  expect(model).toMatchObject({ categories: ['v9', 'v10'], values: [1, 0, null, 0] });
  expect(spanOfDimension(model)).toEqual([-0.5, 1.5]);
  expect(shareOf(model, 0)).toBe(0.25);
  expect(sayValue(model, 1, 'en')).toBe('v10');
});

it('leaves what is no number without a place', () => {
  expect(dimensionOf('metrics.loss', 'loss', [1, Number.NaN, null]).values).toEqual([1, null, null]);
});

it('marks as many categories as there is room for', () => {
  const many = dimensionOf(
    'p',
    'p',
    Array.from({ length: 20 }, (_, index) => `c${index}`),
  );
  expect(ticksOf(many, 5)).toEqual([0, 4, 8, 12, 16]);
});
