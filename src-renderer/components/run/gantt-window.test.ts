import { expect, it } from 'vitest';
import { moved, ticks, zoomed } from './gantt-window.ts';

it('comes closer around a point, and never leaves the run', () => {
  expect(zoomed({ from: 0, to: 1000 }, 0.5, 500, 1000)).toEqual({ from: 250, to: 750 });
  expect(zoomed({ from: 0, to: 1000 }, 0.5, 0, 1000)).toEqual({ from: 0, to: 500 });
  expect(zoomed({ from: 250, to: 750 }, 4, 500, 1000)).toEqual({ from: 0, to: 1000 });
  const near = zoomed({ from: 10, to: 12 }, 0.1, 11, 1000);
  expect(near.to - near.from).toBe(2);
  expect(moved({ from: 0, to: 100 }, -50, 1000)).toEqual({ from: 0, to: 100 });
  expect(moved({ from: 800, to: 900 }, 500, 1000)).toEqual({ from: 900, to: 1000 });
});

it('marks about five round instants', () => {
  expect(ticks({ from: 0, to: 1000 })).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(ticks({ from: 120, to: 180 })).toEqual([120, 140, 160, 180]);
});
