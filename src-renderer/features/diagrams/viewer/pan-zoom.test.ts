import { describe, expect, it } from 'vitest';
import { fitView, panBy, zoomAt } from './pan-zoom.ts';

describe('pan and zoom', () => {
  it('fits a large picture into the frame and centres it', () => {
    const view = fitView({ width: 832, height: 632 }, { width: 1600, height: 400 });
    expect(view).toEqual({ scale: 0.5, x: 16, y: 216 });
  });

  it('does not enlarge a small picture', () => {
    expect(fitView({ width: 1000, height: 800 }, { width: 200, height: 100 }).scale).toBe(1);
  });

  it('keeps the point under the cursor where it is', () => {
    const before = { x: 10, y: 20, scale: 1 };
    const after = zoomAt(before, 1.5, { x: 110, y: 70 });
    const place = (view: typeof before) => [(110 - view.x) / view.scale, (70 - view.y) / view.scale];
    expect(place(after)).toEqual(place(before));
  });

  it('stops at the smallest and largest scale', () => {
    const view = { x: 0, y: 0, scale: 1 };
    expect(zoomAt(view, 100, { x: 0, y: 0 }).scale).toBe(4);
    expect(zoomAt(view, 0.001, { x: 0, y: 0 }).scale).toBe(0.2);
    expect(panBy(view, 5, -3)).toEqual({ x: 5, y: -3, scale: 1 });
  });
});
