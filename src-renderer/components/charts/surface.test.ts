import { expect, it } from 'vitest';
import { surfaceOf } from './surface.ts';

it('goes through its points and lies between them elsewhere', () => {
  const surface = surfaceOf(
    [
      { x: 0, y: 0, z: 1 },
      { x: 1, y: 1, z: 3 },
    ],
    3,
  );
  expect(surface[0]).toBe(1);
  expect(surface[8]).toBe(3);
  expect(surface[4]).toBeCloseTo(2);
  expect(surface.every((z) => z >= 1 && z <= 3)).toBe(true);
});
