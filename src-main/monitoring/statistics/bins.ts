/** `quantileEdges`, `shares`, `populationStability`: two distributions over the same bins. */

/** Edges between bins that hold about as many of the reference's values each (sorted upwards); fewer where values repeat. */
export function quantileEdges(sorted: ArrayLike<number>, bins: number): number[] {
  const edges = new Set<number>();
  for (let b = 1; b < bins; b++) {
    const edge = sorted[Math.min(sorted.length - 1, Math.round((b * sorted.length) / bins))]!;
    if (edge > sorted[0]!) edges.add(edge);
  }
  return [...edges];
}

/** Share of values in (−∞, e₁), [e₁, e₂), …, [eₖ, ∞). Values sorted upwards. */
export function shares(sorted: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  for (let i = 0; i < sorted.length; i++) {
    while (bin < edges.length && sorted[i]! >= edges[bin]!) bin++;
    counts[bin]!++;
  }
  return counts.map((count) => count / Math.max(1, sorted.length));
}

/** What an empty bin counts as. */
const floor = 1e-4;

/** Population stability index: Σ (current − reference) · ln(current / reference). */
export function populationStability(reference: readonly number[], current: readonly number[]): number {
  return reference.reduce((sum, share, i) => {
    const before = Math.max(floor, share);
    const now = Math.max(floor, current[i] ?? 0);
    return sum + (now - before) * Math.log(now / before);
  }, 0);
}
