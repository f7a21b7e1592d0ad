/** `benjaminiHochberg`: p-values corrected for having made many tests, so that of what is called drift a given share at most is chance. */

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
