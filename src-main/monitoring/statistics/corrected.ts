/** `corrected`, `benjaminiHochberg`: p-values corrected for having made many tests. */

/** `bh`: of what is called drift a given share at most is chance; `bonferroni`: the chance that any of it is (Dunn 1961). */
export function corrected(ps: readonly number[], by: 'bh' | 'bonferroni' | 'none'): number[] {
  if (by === 'bh') return benjaminiHochberg(ps);
  return by === 'none' ? [...ps] : ps.map((p) => Math.min(1, p * ps.length));
}

/** Benjamini & Hochberg 1995. */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[b]! - ps[a]!);
  const corrected = new Array<number>(ps.length);
  let least = 1;
  order.forEach((i, position) => {
    least = Math.min(least, (ps[i]! * ps.length) / (ps.length - position));
    corrected[i] = least;
  });
  return corrected;
}
