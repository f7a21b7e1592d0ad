import { expect, it } from 'vitest';
import { aligned, lonely, toCsv } from './series.ts';

const series = [
  {
    label: 'treino',
    points: [
      [0, 1],
      [2, 0.5],
    ] as const,
  },
  {
    label: 'teste, 20 %',
    points: [
      [1, 0.9],
      [2, Number.NaN],
    ] as const,
  },
];

it('brings lines with different steps onto one axis', () => {
  expect(aligned(series)).toEqual([
    [0, 1, 2],
    [1, null, 0.5],
    [null, 0.9, null],
  ]);
});

it('writes what a spreadsheet reads', () => {
  expect(toCsv(series, 'época')).toBe('época,treino,"teste, 20 %"\n0,1,\n1,,0.9\n2,0.5,');
});

it('finds the points that no line reaches', () => {
  expect(lonely([1, null, 2, 3, null, null, 4])).toEqual([0, 6]);
});
