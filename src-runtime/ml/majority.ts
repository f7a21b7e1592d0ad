/** `trainMajority`: answers every row with the training set's class shares, the baseline that any model must beat. */
import type { FittedModel, TrainingSet } from './model.ts';

export function trainMajority(data: TrainingSet): FittedModel {
  const { codes, classes } = data.labels;
  const shares = new Array<number>(classes).fill(0);
  for (const code of codes) shares[code]! += 1 / codes.length;
  data.onProgress(1);
  return majorityModel(shares);
}

export function loadMajority(packed: unknown): FittedModel {
  return majorityModel((packed as { shares: number[] }).shares);
}

function majorityModel(shares: readonly number[]): FittedModel {
  return {
    gains: null,
    probabilities: (matrix, width) => {
      const rows = width === 0 ? 0 : matrix.length / width;
      return Float64Array.from({ length: rows * shares.length }, (_, i) => shares[i % shares.length]!);
    },
    toJSON: () => ({ shares }),
  };
}
