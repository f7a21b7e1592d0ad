/** The grades of the exam, measured again over the predictions. */

export function r2(actual: readonly number[], predicted: readonly number[]): number {
  const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
  const squares = (of: (i: number) => number) => actual.reduce((sum, _, i) => sum + of(i) ** 2, 0);
  return 1 - squares((i) => actual[i]! - predicted[i]!) / squares((i) => actual[i]! - mean);
}

export function macroF1(actual: readonly string[], predicted: readonly string[]): number {
  const classes = [...new Set([...actual, ...predicted])];
  const scores = classes.map((label) => {
    const hits = actual.filter((value, i) => value === label && predicted[i] === label).length;
    const claimed = predicted.filter((value) => value === label).length;
    const there = actual.filter((value) => value === label).length;
    return claimed + there === 0 ? 0 : (2 * hits) / (claimed + there);
  });
  return scores.reduce((sum, score) => sum + score, 0) / classes.length;
}
