/** `wasserstein`: how far, on average, one sample would have to be carried to lie as the other does: ∫ |F − G| (Vallender 1974). As SciPy's `wasserstein_distance`. */

/** Both sorted upwards, not empty; in the unit of the values. */
export function wasserstein(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const [n, m] = [first.length, second.length];
  let [i, j, area] = [0, 0, 0];
  let before = Math.min(first[0]!, second[0]!);
  while (i < n || j < m) {
    const value = i === n ? second[j]! : j === m ? first[i]! : Math.min(first[i]!, second[j]!);
    area += Math.abs(i / n - j / m) * (value - before);
    before = value;
    while (i < n && first[i] === value) i++;
    while (j < m && second[j] === value) j++;
  }
  return area;
}
