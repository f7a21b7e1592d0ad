/** `regressors`: every algorithm that predicts a number, how it is trained and how it is read back. Squared error throughout. */
import { addLastTree } from './boosting.ts';
import type { FittedModel } from './model.ts';
import { below, type Random, shuffleInPlace } from './random.ts';
import { binColumns } from './tree/columns.ts';
import { addTree, EnsembleBuilder, type PackedEnsemble, packEnsemble, type TreeEnsemble, unpackEnsemble } from './tree/ensemble.ts';
import { GradientSplitter } from './tree/gradient.ts';
import { growTree } from './tree/grow.ts';

export interface RegressionSet {
  /** Row-major. */
  matrix: Float64Array;
  width: number;
  /** The numbers to predict. */
  values: Float64Array;
  random: Random;
  onProgress: (fraction: number) => void;
}

type Params = Record<string, number>;

export interface RegressionSpec {
  scaled: boolean;
  train(data: RegressionSet, params: Params): FittedModel;
  load(packed: unknown): FittedModel;
}

export const regressors = {
  random_forest: { scaled: false, train: trainForest, load: loadTrees },
  gradient_boosting: { scaled: false, train: trainBoosting, load: loadTrees },
  linear_regression: { scaled: true, train: trainLinear, load: loadLinear },
  mean: { scaled: false, train: (data) => linear({ weights: new Array(data.width).fill(0), start: meanOf(data.values) }, null), load: loadLinear },
} satisfies Record<string, RegressionSpec>;

/** Leaves hold distances from the mean over the deviation: thirty-two bits are then enough for any unit. */
interface Trees {
  trees: TreeEnsemble;
  start: number;
  unit: number;
}

function trainForest({ matrix, width, values, random, onProgress }: RegressionSet, params: Params): FittedModel {
  const { start, unit, gradients, hessians } = centred(values);
  const columns = binColumns(matrix, values.length, width);
  const splitter = new GradientSplitter(columns, { gradients, hessians }, { minLeaf: params.minLeaf!, l2: 0, learningRate: 1 });
  const builder = new EnsembleBuilder(1);
  const gains = new Float64Array(width);
  const features = params.features! > 0 ? Math.min(params.features!, width) : Math.max(1, Math.ceil(width / 3));
  for (let t = 0; t < params.trees!; t++) {
    const bag = Int32Array.from({ length: values.length }, () => below(random, values.length)).sort();
    growTree(builder, columns, bag, splitter, { depth: params.depth!, features }, random, gains);
    onProgress((t + 1) / params.trees!);
  }
  return treeModel({ trees: builder.finish(), start, unit: unit / params.trees! }, gains);
}

function trainBoosting({ matrix, width, values, random, onProgress }: RegressionSet, params: Params): FittedModel {
  const { start, unit, gradients, hessians } = centred(values);
  const wanted = gradients.map((gradient) => -gradient);
  const columns = binColumns(matrix, values.length, width);
  const splitter = new GradientSplitter(
    columns,
    { gradients, hessians },
    { minLeaf: params.minLeaf!, l2: params.l2!, learningRate: params.learningRate! },
  );
  const builder = new EnsembleBuilder(1);
  const gains = new Float64Array(width);
  const scores = new Float64Array(values.length);
  const order = Int32Array.from({ length: values.length }, (_, i) => i);
  const drawn = Math.max(1, Math.round(values.length * params.subsample!));
  for (let round = 0; round < params.trees!; round++) {
    for (let row = 0; row < scores.length; row++) gradients[row] = scores[row]! - wanted[row]!;
    if (drawn < order.length) shuffleInPlace(order, random);
    growTree(builder, columns, order.slice(0, drawn).sort(), splitter, { depth: params.depth!, features: width }, random, gains);
    addLastTree(builder, matrix, width, scores, 1, 0);
    onProgress((round + 1) / params.trees!);
  }
  return treeModel({ trees: builder.finish(), start, unit }, gains);
}

function centred(values: Float64Array) {
  const start = meanOf(values);
  const unit = Math.sqrt(values.reduce((sum, value) => sum + (value - start) ** 2, 0) / values.length) || 1;
  return { start, unit, gradients: values.map((value) => (start - value) / unit), hessians: new Float64Array(values.length).fill(1) };
}

function treeModel({ trees, start, unit }: Trees, gains: Float64Array | null): FittedModel {
  return {
    gains,
    probabilities: (matrix, width) => {
      const sums = new Float64Array(matrix.length / width);
      for (let t = 0; t < trees.roots.length; t++) addTree(trees, t, matrix, width, sums, 1, 0);
      return sums.map((sum) => start + unit * sum);
    },
    toJSON: () => ({ trees: packEnsemble(trees), start, unit }),
  };
}

function loadTrees(packed: unknown): FittedModel {
  const { trees, start, unit } = packed as { trees: PackedEnsemble; start: number; unit: number };
  return treeModel({ trees: unpackEnsemble(trees), start, unit }, null);
}

interface Linear {
  weights: number[];
  start: number;
}

/** Ridge regression by its normal equations; columns are centred by then, so the intercept is the mean. */
function trainLinear({ matrix, width, values, onProgress }: RegressionSet, params: Params): FittedModel {
  const start = meanOf(values);
  const system = Array.from({ length: width }, (_, i) => {
    const line = new Array<number>(width + 1).fill(0);
    line[i] = params.l2!;
    return line;
  });
  for (let row = 0; row < values.length; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const x = matrix[at + i]!;
      if (x === 0) continue;
      for (let j = 0; j < width; j++) system[i]![j]! += x * matrix[at + j]!;
      system[i]![width]! += x * (values[row]! - start);
    }
  }
  const weights = solve(system);
  onProgress(1);
  const gains = Float64Array.from(weights, (weight) => Math.abs(weight));
  return linear({ weights, start }, gains);
}

/** Gauss with the largest pivot; the ridge keeps it solvable. */
function solve(system: number[][]): number[] {
  const n = system.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(system[r]![i]!) > Math.abs(system[pivot]![i]!)) pivot = r;
    [system[i], system[pivot]] = [system[pivot]!, system[i]!];
    const lead = system[i]![i]! || 1;
    for (let r = i + 1; r < n; r++) {
      const factor = system[r]![i]! / lead;
      if (factor !== 0) for (let c = i; c <= n; c++) system[r]![c]! -= factor * system[i]![c]!;
    }
  }
  const weights = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = system[i]![n]!;
    for (let c = i + 1; c < n; c++) rest -= system[i]![c]! * weights[c]!;
    weights[i] = rest / (system[i]![i]! || 1);
  }
  return weights;
}

function linear({ weights, start }: Linear, gains: Float64Array | null): FittedModel {
  return {
    gains,
    probabilities: (matrix, width) => {
      const answers = new Float64Array(width === 0 ? 0 : matrix.length / width).fill(start);
      for (let i = 0; i < matrix.length; i++) answers[Math.floor(i / width)]! += weights[i % width]! * matrix[i]!;
      return answers;
    },
    toJSON: () => ({ weights, start }),
  };
}

function loadLinear(packed: unknown): FittedModel {
  return linear(packed as Linear, null);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
