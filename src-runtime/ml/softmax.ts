/** `softmaxRows`: turns rows of scores into probabilities, in place. */
export function softmaxRows(scores: Float64Array, width: number): void {
  for (let row = 0; row < scores.length; row += width) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < width; k++) highest = Math.max(highest, scores[row + k]!);
    let total = 0;
    for (let k = 0; k < width; k++) {
      const e = Math.exp(scores[row + k]! - highest);
      scores[row + k] = e;
      total += e;
    }
    for (let k = 0; k < width; k++) scores[row + k]! /= total;
  }
}
