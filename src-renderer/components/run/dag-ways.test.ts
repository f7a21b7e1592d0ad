import { expect, it } from 'vitest';
import { pathOf, type Way } from './dag-ways.ts';

const way = (y: number): Way => [
  [0, 0],
  [10, 0],
  [10, y],
  [50, y],
];

it('draws what ways share once, and what lies apart apart', () => {
  expect(pathOf([way(20), way(40), way(20)])).toBe('M0 0H10M10 20H50M10 40H50M10 0V40');
  const apart: Way[] = [
    [
      [10, 100],
      [10, 120],
    ],
    [
      [10, 0],
      [10, 20],
    ],
  ];
  expect(pathOf(apart)).toBe('M10 0V20M10 100V120');
  expect(pathOf([])).toBe('');
});
