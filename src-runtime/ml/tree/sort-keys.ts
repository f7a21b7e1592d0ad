/** `sortKeys`: the first n of few numbers, ascending: by insertion while they are very few. */

const INSERTION_ROWS = 40;

export function sortKeys(keys: Uint32Array, n: number): void {
  if (n > INSERTION_ROWS) {
    keys.subarray(0, n).sort();
    return;
  }
  for (let i = 1; i < n; i++) {
    const key = keys[i]!;
    let j = i - 1;
    while (j >= 0 && keys[j]! > key) {
      keys[j + 1] = keys[j]!;
      j--;
    }
    keys[j + 1] = key;
  }
}
