import { expect, it } from 'vitest';
import type { MetricPoint } from '#contract';
import { curveOf, firstAxis, smoothed } from './curve.ts';

const point = (step: number, timestamp: number, value: MetricPoint['value']): MetricPoint => ({ step, timestamp, value });

it('draws over steps, over time and over seconds since the start, in order of x', () => {
  const history = [point(2, 5000, 1), point(1, 3000, 2)];
  expect(curveOf(history, 'step', 1000)).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(curveOf(history, 'time', 1000)[0]).toEqual([3000, 2]);
  expect(curveOf(history, 'relative', 1000)).toEqual([
    [2, 2],
    [4, 1],
  ]);
});

it('leaves a gap where a value is no number', () => {
  expect(curveOf([point(1, 0, 'NaN'), point(2, 0, '-Infinity')], 'step', 0)).toEqual([
    [1, null],
    [2, null],
  ]);
});

it('goes by time where no step was given', () => {
  expect(firstAxis([[point(0, 1, 1), point(0, 2, 2)]])).toBe('relative');
  expect(firstAxis([[point(0, 1, 1), point(1, 2, 2)]])).toBe('step');
  expect(firstAxis([[point(0, 1, 1)]])).toBe('step');
});

it('smooths without starting at zero, and goes on after a gap', () => {
  expect(smoothed([[0, 4]], 0.9)).toEqual([[0, 4]]);
  const [first, gap, last] = smoothed(
    [
      [0, 1],
      [1, null],
      [2, 3],
    ],
    0.5,
  );
  expect(first?.[1]).toBeCloseTo(1);
  expect(gap).toEqual([1, null]);
  expect(last?.[1]).toBeCloseTo((0.25 * 1 + 0.5 * 3) / 0.75);
});
