/** `trainBoosting`, `loadBoosting`: gradient boosted trees with Newton steps; logistic loss for two classes, softmax for more. */
import type { FittedModel, TrainingSet } from './model.ts';
import { shuffleInPlace } from './random.ts';
import { softmaxRows } from './softmax.ts';
import { binColumns } from './tree/columns.ts';
import { addTree, EnsembleBuilder, type PackedEnsemble, packEnsemble, type TreeEnsemble, unpackEnsemble } from './tree/ensemble.ts';
import { GradientSplitter } from './tree/gradient.ts';
import { growTree } from './tree/grow.ts';

export interface BoostingParams {
  trees: number;
  depth: number;
  minLeaf: number;
  learningRate: number;
  l2: number;
  /** Share of the rows each round learns from. */
  subsample: number;
}

interface Boosted {
  trees: TreeEnsemble;
  /** Scores before the first tree: log odds of two classes, log shares of more. */
  start: number[];
}

export function trainBoosting(data: TrainingSet, params: BoostingParams): FittedModel {
  const { matrix, labels, width, random } = data;
  const rows = labels.codes.length;
  const columns = binColumns(matrix, rows, width);
  const start = startingScores(labels.codes, labels.classes);
  const outputs = start.length;
  const scores = new Float64Array(rows * outputs);
  for (let i = 0; i < scores.length; i++) scores[i] = start[i % outputs]!;
  const derivatives = { gradients: new Float64Array(rows), hessians: new Float64Array(rows) };
  const splitter = new GradientSplitter(columns, derivatives, params);
  const builder = new EnsembleBuilder(1);
  const gains = new Float64Array(width);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const drawn = Math.max(1, Math.round(rows * params.subsample));
  for (let round = 0; round < params.trees; round++) {
    const chances = toProbabilities(scores, outputs);
    if (drawn < rows) shuffleInPlace(order, random);
    for (let k = 0; k < outputs; k++) {
      derive(derivatives, chances, labels.codes, k, outputs);
      const bag = order.slice(0, drawn).sort();
      growTree(builder, columns, bag, splitter, { depth: params.depth, features: width }, random, gains);
      addLastTree(builder, matrix, width, scores, outputs, k);
    }
    data.onProgress((round + 1) / params.trees);
  }
  return boostingModel({ trees: builder.finish(), start }, gains);
}

function startingScores(codes: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const code of codes) counts[code]!++;
  if (classes === 2) return [Math.log(counts[1]! / counts[0]!)];
  return counts.map((count) => Math.log(count / codes.length));
}

/** Of two classes only the second one's chance is kept. */
function toProbabilities(scores: Float64Array, outputs: number): Float64Array {
  if (outputs === 1) return scores.map((score) => 1 / (1 + Math.exp(-score)));
  const chances = scores.slice();
  softmaxRows(chances, outputs);
  return chances;
}

function derive(
  into: { gradients: Float64Array; hessians: Float64Array },
  chances: Float64Array,
  codes: Int32Array,
  k: number,
  outputs: number,
): void {
  const wanted = outputs === 1 ? 1 : k;
  for (let row = 0; row < codes.length; row++) {
    const p = chances[row * outputs + k]!;
    into.gradients[row] = p - (codes[row] === wanted ? 1 : 0);
    into.hessians[row] = Math.max(p * (1 - p), 1e-6);
  }
}

/** The tree just grown, over all rows: those left out of the round need its scores too. */
export function addLastTree(builder: EnsembleBuilder, matrix: Float64Array, width: number, scores: Float64Array, outputs: number, k: number): void {
  const root = builder.roots[builder.roots.length - 1]!;
  const tree: TreeEnsemble = {
    outputs: 1,
    roots: Int32Array.of(0),
    feature: Int16Array.from(builder.feature.slice(root)),
    threshold: Float64Array.from(builder.threshold.slice(root)),
    left: Int32Array.from(builder.left.slice(root), (left, i) => (builder.feature[root + i]! < 0 ? left : left - root)),
    values: Float32Array.from(builder.values),
  };
  addTree(tree, 0, matrix, width, scores, outputs, k);
}

export function loadBoosting(packed: unknown): FittedModel {
  const { trees, start } = packed as { trees: PackedEnsemble; start: number[] };
  return boostingModel({ trees: unpackEnsemble(trees), start }, null);
}

function boostingModel({ trees, start }: Boosted, gains: Float64Array | null): FittedModel {
  const outputs = start.length;
  return {
    gains,
    probabilities: (matrix, width) => {
      const scores = new Float64Array((matrix.length / width) * outputs);
      for (let i = 0; i < scores.length; i++) scores[i] = start[i % outputs]!;
      for (let t = 0; t < trees.roots.length; t++) addTree(trees, t, matrix, width, scores, outputs, t % outputs);
      if (outputs > 1) {
        softmaxRows(scores, outputs);
        return scores;
      }
      const pairs = new Float64Array(scores.length * 2);
      scores.forEach((score, row) => {
        const chance = 1 / (1 + Math.exp(-score));
        pairs[row * 2] = 1 - chance;
        pairs[row * 2 + 1] = chance;
      });
      return pairs;
    },
    toJSON: () => ({ trees: packEnsemble(trees), start }),
    inner: { kind: 'boosting', trees, start },
  };
}
