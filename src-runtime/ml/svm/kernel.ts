/** `rbf`: how alike two rows are: 1 when equal, falling with the square of their distance. */

export interface Points {
  /** Row-major. */
  matrix: Float64Array;
  width: number;
}

export function rbf(a: Points, row: number, b: Points, other: number, gamma: number): number {
  const width = a.width;
  let distance = 0;
  for (let c = 0, at = row * width, to = other * width; c < width; c++, at++, to++) {
    const difference = a.matrix[at]! - b.matrix[to]!;
    distance += difference * difference;
  }
  return Math.exp(-gamma * distance);
}
