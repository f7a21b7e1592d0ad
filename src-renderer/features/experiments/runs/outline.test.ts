import { expect, it } from 'vitest';
import { outline, pagesFor } from './outline.ts';

const shape = (roots: number, opened: Parameters<typeof outline<string>>[1]) => {
  const { count, at } = outline(roots, opened);
  return Array.from({ length: count }, (_, index) => {
    const found = at(index);
    return 'row' in found ? found.row : found.root;
  });
};

it('puts the rows of what is open under their root', () => {
  const opened = [
    { root: 2, rows: ['2a'] },
    { root: 0, rows: ['0a', '0b'] },
  ];
  expect(shape(4, opened)).toEqual([0, '0a', '0b', 1, 2, '2a', 3]);
  expect([0, 1, 2, 3].map(outline(4, opened).indexOf)).toEqual([0, 3, 4, 6]);
  expect([0, 1, 2, 3, 4, 5, 6].map(outline(4, opened).rootAt)).toEqual([0, 0, 0, 1, 2, 2, 3]);
});

it('is only numbers where nothing is open, and forgets what is open beyond the end', () => {
  expect(shape(3, [])).toEqual([0, 1, 2]);
  expect(shape(2, [{ root: 5, rows: ['x'] }])).toEqual([0, 1]);
  expect(shape(2, [{ root: 1, rows: ['y'] }])).toEqual([0, 1, 'y']);
});

it('asks for the pages in view and half a page around them', () => {
  expect(pagesFor(0, 30, 100, 100_000)).toEqual([0]);
  expect(pagesFor(40, 70, 100, 100_000)).toEqual([0, 1]);
  expect(pagesFor(99_970, 100_000, 100, 100_000)).toEqual([999]);
  expect(pagesFor(0, 30, 100, 0)).toEqual([0]);
});
