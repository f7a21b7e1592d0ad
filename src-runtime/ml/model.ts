/** `TrainingSet`, `FittedModel`: what an algorithm is given and what it gives back. */
import type { Labels } from './encoder.ts';
import type { Layer } from './net/network.ts';
import type { Random } from './random.ts';
import type { TreeEnsemble } from './tree/ensemble.ts';

export interface TrainingSet {
  /** Row-major. */
  matrix: Float64Array;
  width: number;
  labels: Labels;
  random: Random;
  onProgress: (fraction: number) => void;
}

export interface FittedModel {
  /** Importance of each matrix column, unscaled; null where there is none or the model was read from a file. */
  readonly gains: Float64Array | null;
  /** Rows × classes. */
  probabilities(matrix: Float64Array, width: number): Float64Array;
  toJSON(): unknown;
  /** What it is made of, for those who explain it or compute it by other means. */
  readonly inner?: Inner;
}

export type Inner =
  | { kind: 'forest'; trees: TreeEnsemble }
  | { kind: 'boosting'; trees: TreeEnsemble; start: readonly number[] }
  | { kind: 'network'; layers: readonly Layer[] };
