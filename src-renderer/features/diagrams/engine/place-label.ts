// sideFor: where along the top of a boundary its name crosses the fewest arrows: left if possible, else right, else the middle.

interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

const STEPS = 12;

/** Points along a path of `M` and cubic `C` segments, which is all that the engine draws for arrows. */
export function pointsAlong(path: string): Point[] {
  const numbers = (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const points: Point[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) points.push({ x: numbers[at] ?? 0, y: numbers[at + 1] ?? 0 });
  const along: Point[] = [];
  for (let at = 0; at + 3 < points.length; at += 3) {
    const [a, b, c, d] = points.slice(at, at + 4) as [Point, Point, Point, Point];
    for (let step = 0; step <= STEPS; step++) {
      const t = step / STEPS;
      const weigh = (axis: 'x' | 'y') => (1 - t) ** 3 * a[axis] + 3 * (1 - t) ** 2 * t * b[axis] + 3 * (1 - t) * t ** 2 * c[axis] + t ** 3 * d[axis];
      along.push({ x: weigh('x'), y: weigh('y') });
    }
  }
  return along;
}

/** Between two sampled points an arrow may jump over a thin box, so segments are tested, not points. */
const touches = (box: Box, from: Point, to: Point) =>
  Math.max(from.x, to.x) >= box.x &&
  Math.min(from.x, to.x) <= box.x + box.width &&
  Math.max(from.y, to.y) >= box.y &&
  Math.min(from.y, to.y) <= box.y + box.height;

export function crossings(box: Box, arrows: Point[][]): number {
  return arrows.filter((points) => points.some((point, index) => index > 0 && touches(box, points[index - 1] ?? point, point))).length;
}

export function leftmostFree(frame: Box, size: { width: number; height: number }, indent: number, arrows: Point[][]): number {
  const candidates = [frame.x + indent, frame.x + frame.width - indent - size.width, frame.x + (frame.width - size.width) / 2];
  const counts = candidates.map((x) => crossings({ x, y: frame.y, ...size }, arrows));
  return candidates[counts.indexOf(Math.min(...counts))] ?? frame.x + indent;
}
