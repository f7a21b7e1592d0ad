import { expect, it } from 'vitest';
import { bandOf, smoothed } from './smooth.ts';

const line = (...points: [number, number][]) => ({ xs: Float64Array.from(points, ([x]) => x), ys: Float64Array.from(points, ([, y]) => y) });

it('starts at the first point instead of near zero, and keeps a constant', () => {
  expect(smoothed(Float64Array.of(10, 10, 10), 0.9)[0]).toBeCloseTo(10);
  expect([...smoothed(Float64Array.of(4, 4, 4), 0.5)]).toEqual([4, 4, 4]);
  expect([...smoothed(Float64Array.of(0, 1), 0.5)]).toEqual([0, 2 / 3]);
});

it('steps over what is no number', () => {
  expect([...smoothed(Float64Array.of(1, Number.NaN, 1), 0.9)].map((y) => Math.round(y * 1e9) / 1e9)).toEqual([1, Number.NaN, 1]);
});

it('makes one line with a band of runs that were measured at different steps', () => {
  const band = bandOf([line([0, 0], [2, 2]), line([0, 4], [1, 4]), line([1, 7])]);
  expect([...band.xs]).toEqual([0, 1, 2]);
  expect([...band.ys]).toEqual([2, 4, 2]);
  expect([...band.low]).toEqual([0, 1, 2]);
  expect([...band.high]).toEqual([4, 7, 2]);
});
