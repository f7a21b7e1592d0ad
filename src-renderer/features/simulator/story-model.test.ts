import { describe, expect, it } from 'vitest';
import { curveOf, keyed, kinds, moved, newEvent, resized } from './story-model.ts';

const event = newEvent('missing', [{ name: 'massa' }]);

describe('an event on the timeline', () => {
  it('is moved as a whole and stops at the ends', () => {
    expect(moved(event, 0.1)).toMatchObject({ from: 0.6, to: 0.85 });
    expect(moved(event, 5)).toMatchObject({ from: 0.75, to: 1 });
    expect(moved(event, -5)).toMatchObject({ from: 0, to: 0.25 });
  });
  it('is resized at either end and never vanishes', () => {
    expect(resized(event, 'to', 0.1)).toMatchObject({ from: 0.5, to: 0.85 });
    expect(resized(event, 'to', -5)).toMatchObject({ from: 0.5, to: 0.51 });
    expect(resized(event, 'from', 5)).toMatchObject({ from: 0.74, to: 0.75 });
  });
  it('goes by the keyboard as by the mouse', () => {
    const key = { key: 'ArrowRight', shiftKey: false, altKey: false, ctrlKey: false };
    expect(keyed(event, key)).toMatchObject({ from: 0.51, to: 0.76 });
    expect(keyed(event, { ...key, shiftKey: true, altKey: true })).toMatchObject({ from: 0.5, to: 0.8 });
    expect(keyed(event, { ...key, key: 'ArrowLeft', ctrlKey: true })).toMatchObject({ from: 0.49, to: 0.75 });
    expect(keyed(event, { ...key, key: 'Enter' })).toBeNull();
  });
  it('exists of every kind', () => {
    expect(kinds.map((kind) => newEvent(kind, [{ name: 'massa' }]).kind)).toEqual([...kinds]);
  });
});

it('draws a curve inside its bounds, also a flat one', () => {
  const slices = [{ at: 0.25 }, { at: 0.5 }, { at: 0.75 }];
  expect(curveOf(slices, [2, null, 2])).toMatchObject({ low: 0, high: 2.4 });
  const ys = curveOf(slices, [1, 5, 3])
    .points.split(' ')
    .map((point) => Number(point.split(',')[1]));
  expect(ys.every((y) => y >= 0 && y <= 1) && ys[0]! > ys[2]! && ys[2]! > ys[1]!).toBe(true);
});
