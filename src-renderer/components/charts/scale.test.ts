import { expect, it } from 'vitest';
import { roundTicks, scaleOf, timeTicks, withRoom } from './scale.ts';

it('puts values where they belong and finds them again', () => {
  const scale = scaleOf([0, 10], [100, 0], false, 5);
  expect([scale.at(0), scale.at(5), scale.at(10)]).toEqual([100, 50, 0]);
  expect(scale.from(25)).toBe(7.5);
  const log = scaleOf([1, 1000], [0, 300], true, 4);
  expect(log.at(10)).toBeCloseTo(100);
  expect(log.from(200)).toBeCloseTo(100);
  expect(log.ticks).toEqual([1, 10, 100, 1000]);
});

it('has round ticks, exact ones too where the step is a fraction', () => {
  expect(roundTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(roundTicks(-3, 130, 4)).toEqual([0, 50, 100]);
  expect(roundTicks(5, 5, 4)).toEqual([5]);
});

it('marks time where a clock shows whole seconds, minutes, hours and days', () => {
  const minute = 60_000;
  expect(timeTicks(0.5 * minute, 5.2 * minute, 5)).toEqual([1, 2, 3, 4, 5].map((count) => count * minute));
  expect(timeTicks(0, 100, 4)).toEqual([0, 50, 100]);
  expect(timeTicks(0, 2 * 86_400_000, 3, 3 * 3_600_000).map((at) => at / 3_600_000)).toEqual([3, 27]);
});

it('leaves room, and shows what does not change', () => {
  expect(withRoom([0, 100], false)).toEqual([-6, 106]);
  expect(withRoom([3, Number.NaN, 3], false)).toEqual([2.82, 3.18]);
  expect(withRoom([-1, 0, 10, 100], true)).toEqual([10 / 1.1, 100 * 1.1]);
  expect(withRoom([], false)).toEqual([0, 1]);
});
