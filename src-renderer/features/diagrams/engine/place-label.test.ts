import { describe, expect, it } from 'vitest';
import { leftmostFree, pointsAlong } from './place-label.ts';

const frame = { x: 100, y: 50, width: 400, height: 300 };
const size = { width: 80, height: 30 };
const down = (x: number) => pointsAlong(`M${x},0 C${x},40 ${x},80 ${x},120`);

describe('the name of a boundary', () => {
  it('stands at the left when nothing passes there', () => {
    expect(leftmostFree(frame, size, 12, [down(300)])).toBe(112);
  });

  it('moves to the right when an arrow passes at the left', () => {
    expect(leftmostFree(frame, size, 12, [down(150)])).toBe(408);
  });

  it('moves to the middle when arrows pass on both sides', () => {
    expect(leftmostFree(frame, size, 12, [down(150), down(450)])).toBe(260);
  });

  it('sees an arrow that jumps over the box between two samples', () => {
    const steep = pointsAlong('M150,-2000 C150,-500 150,800 150,2000');
    expect(leftmostFree(frame, size, 12, [steep])).not.toBe(112);
  });
});
