import { expect, it } from 'vitest';
import { pointsOf } from './points.ts';

it('draws over steps, with a gap where a value is no number', () => {
  const history = [
    { step: 1, timestamp: 10, value: 'NaN' as const },
    { step: 0, timestamp: 5, value: 2 },
  ];
  expect(pointsOf(history)).toEqual({
    time: false,
    points: [
      [0, 2],
      [1, null],
    ],
  });
});

it('draws over time when every point has the same step', () => {
  const history = [
    { step: 0, timestamp: 5, value: 2 },
    { step: 0, timestamp: 9, value: 3 },
  ];
  expect(pointsOf(history)).toEqual({
    time: true,
    points: [
      [5, 2],
      [9, 3],
    ],
  });
});
