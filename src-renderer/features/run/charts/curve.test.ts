import { expect, it } from 'vitest';
import type { MetricPoint } from '#contract';
import { firstAxis, lineOf } from './curve.ts';

const point = (step: number, timestamp: number, value: MetricPoint['value']): MetricPoint => ({ step, timestamp, value });
const drawn = ({ xs, ys }: { xs: Float64Array; ys: Float64Array }) => [...xs].map((x, at) => [x, ys[at]]);

it('draws over steps, over the clock and over the time since the start, in order of x', () => {
  const history = [point(2, 5000, 1), point(1, 3000, 2)];
  const at = (axis: 'step' | 'wall' | 'relative') => drawn(lineOf('m', history, { axis, start: 1000, weight: 0 }));
  expect(at('step')).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(at('wall')[0]).toEqual([3000, 2]);
  expect(at('relative')).toEqual([
    [2000, 2],
    [4000, 1],
  ]);
});

it('leaves a gap where a value is no number', () => {
  const { ys } = lineOf('m', [point(1, 0, 'NaN'), point(2, 0, '-Infinity')], { axis: 'step', start: 0, weight: 0 });
  expect([...ys]).toEqual([Number.NaN, Number.NaN]);
});

it('goes by time where no step was given', () => {
  expect(firstAxis([[point(0, 1, 1), point(0, 2, 2)]])).toBe('relative');
  expect(firstAxis([[point(0, 1, 1), point(1, 2, 2)]])).toBe('step');
  expect(firstAxis([[point(0, 1, 1)]])).toBe('step');
});

it('keeps the line as it was behind the smoothed one', () => {
  const line = lineOf('m', [point(1, 0, 0), point(2, 0, 1)], { axis: 'step', start: 0, weight: 0.9 });
  expect([...(line.raw ?? [])]).toEqual([0, 1]);
  expect(line.ys[1]).toBeLessThan(1);
  expect(lineOf('m', [], { axis: 'step', start: 0, weight: 0 }).raw).toBeUndefined();
});
