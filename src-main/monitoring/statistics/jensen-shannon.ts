/** `jensenShannon`: the distance of two distributions over the same bins, between 0 and 1 (Lin 1991; its square root is a metric: Endres & Schindelin 2003). */

/** With logarithms to base 2, as SciPy's `spatial.distance.jensenshannon(…, base=2)`; both are brought to a sum of one. */
export function jensenShannon(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [total(first), total(second)];
  if (a === 0 || b === 0) return 0;
  let sum = 0;
  for (let i = 0; i < first.length; i++) {
    const p = first[i]! / a;
    const q = second[i]! / b;
    const middle = (p + q) / 2;
    sum += relative(p, middle) + relative(q, middle);
  }
  return Math.sqrt(Math.max(0, sum / 2 / Math.LN2));
}

function relative(share: number, middle: number): number {
  return share > 0 ? share * Math.log(share / middle) : 0;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
