import { expect, it } from 'vitest';
import { apart, roomForNames } from './paint-names.ts';

it('moves names apart that would cover each other, and keeps them above the bottom', () => {
  const places = apart([{ place: 100 }, { place: 52 }, { place: 50 }, { place: 99 }], 100).map(({ place }) => place);
  expect(places).toEqual([50, 64, 79, 93]);
});

it('gives names the room they need, but never most of the chart', () => {
  expect(roomForNames([], 900)).toBe(12);
  expect(roomForNames(['p95'], 900)).toBe(33);
  expect(roomForNames(['x'.repeat(200)], 900)).toBe(160);
  expect(roomForNames(['x'.repeat(200)], 240)).toBe(80);
});
