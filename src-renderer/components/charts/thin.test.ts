import { expect, it } from 'vitest';
import { lowerBound, thinned } from './thin.ts';

const ramp = (count: number) => Float64Array.from({ length: count }, (_, index) => index);

it('draws every point where there are few', () => {
  expect([...thinned(ramp(5), ramp(5), 1, 3, 100)]).toEqual([0, 1, 2, 3, 4]);
});

it('keeps every peak of a million points in a few thousand', () => {
  const xs = ramp(1_000_000);
  const ys = Float64Array.from(xs, (x) => Math.sin(x / 1000));
  ys[123_456] = 99;
  ys[777_777] = -99;
  const kept = thinned(xs, ys, 0, 999_999, 500);
  expect(kept.length).toBeLessThan(2100);
  expect([...kept]).toEqual(expect.arrayContaining([0, 123_456, 777_777, 999_999]));
  expect([...kept].every((index, place) => place === 0 || index > (kept[place - 1] as number))).toBe(true);
});

it('keeps what is a number where the column opens with what is none', () => {
  const ys = Float64Array.from(ramp(1000));
  ys[0] = Number.NaN;
  expect([...thinned(ramp(1000), ys, 0, 999, 10)].slice(0, 3)).toEqual([0, 1, 99]);
});

it('leaves out what is not in view, but for one neighbour at either side', () => {
  expect([...thinned(ramp(100), ramp(100), 40.5, 42.5, 100)]).toEqual([40, 41, 42, 43, 44]);
  expect(lowerBound(ramp(3), 9)).toBe(3);
});
