import { expect, it } from 'vitest';
import { type Place, windowAt } from './use-row-window.ts';

const place: Place = { top: 0, left: 0, width: 800, height: 560 };
const at = (top: number, part: Partial<Place> = {}) => windowAt({ ...place, ...part, top }, 32);

it('holds every row in sight and some beyond, wherever one has scrolled to', () => {
  for (let top = 0; top < 100_000; top += 77) {
    const { first, stop } = at(top);
    expect(first).toBeLessThanOrEqual(Math.max(0, Math.floor(top / 32) - 6));
    expect(stop).toBeGreaterThanOrEqual(Math.ceil((top + 560) / 32) + 6);
  }
});

it('has a slot of its own for each row that is in the page', () => {
  for (let height = 0; height < 2000; height += 7)
    for (let top = 0; top < 300; top += 3) {
      const { first, stop, slots } = at(top, { height });
      expect(stop - first).toBeLessThanOrEqual(slots);
    }
});

it('changes with every fourth row, not with every pixel', () => {
  const windows = new Set(Array.from({ length: 320 }, (_, pixel) => JSON.stringify(at(32_000 + pixel))));
  expect(windows.size).toBeLessThanOrEqual(4);
});

it('reaches beyond what is seen of the width', () => {
  const { left, right } = at(0, { left: 500 });
  expect(left).toBeLessThanOrEqual(400);
  expect(right).toBeGreaterThanOrEqual(1400);
});
