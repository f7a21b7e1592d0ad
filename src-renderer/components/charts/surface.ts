/** A surface through scattered points: each place is the mean of the points, the near ones weighing most (inverse distance squared). Pure. */
export interface Sample {
  /** From 0 to 1. */
  x: number;
  y: number;
  z: number;
}

/** Rows of `size` values, from y = 0. */
export function surfaceOf(samples: readonly Sample[], size: number): number[] {
  return Array.from({ length: size * size }, (_, index) => {
    const [x, y] = [(index % size) / (size - 1), Math.floor(index / size) / (size - 1)];
    let [sum, weights] = [0, 0];
    for (const sample of samples) {
      const distance = (sample.x - x) ** 2 + (sample.y - y) ** 2;
      if (distance < 1e-9) return sample.z;
      sum += sample.z / distance;
      weights += 1 / distance;
    }
    return weights === 0 ? Number.NaN : sum / weights;
  });
}
