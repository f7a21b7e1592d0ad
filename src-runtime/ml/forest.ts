/** `trainForest`, `loadForest`, `probabilitiesInWasm`: a random forest of classification trees; its probabilities are the mean of the leaves' class shares. */
import type { FittedModel, TrainingSet } from './model.ts';
import { below } from './random.ts';
import { binColumns } from './tree/columns.ts';
import { addTree, EnsembleBuilder, type PackedEnsemble, packEnsemble, type TreeEnsemble, unpackEnsemble } from './tree/ensemble.ts';
import { GiniSplitter } from './tree/gini.ts';
import { growTree } from './tree/grow.ts';
import { PairSplitter } from './tree/pair.ts';
import { wasmForest } from './tree/wasm-walk.ts';

export interface ForestParams {
  trees: number;
  depth: number;
  minLeaf: number;
  /** Columns tried per node; 0 stands for the square root of their number. */
  features: number;
}

export function trainForest(data: TrainingSet, params: ForestParams): FittedModel {
  const { matrix, labels, width, random } = data;
  const rows = labels.codes.length;
  const columns = binColumns(matrix, rows, width);
  const weights = new Uint8Array(rows);
  const splitter = PairSplitter.fits(labels.classes, rows)
    ? new PairSplitter(columns, labels.codes, weights, params.minLeaf)
    : new GiniSplitter(columns, labels.codes, weights, labels.classes, params.minLeaf);
  const trees = new EnsembleBuilder(labels.classes);
  const gains = new Float64Array(width);
  const features = params.features > 0 ? Math.min(params.features, width) : Math.max(1, Math.round(Math.sqrt(width)));
  for (let t = 0; t < params.trees; t++) {
    weights.fill(0);
    for (let i = 0; i < rows; i++) draw(weights, below(random, rows));
    let drawn = 0;
    const bag = new Int32Array(rows);
    for (let row = 0; row < rows; row++) if (weights[row]! > 0) bag[drawn++] = row;
    growTree(trees, columns, bag.subarray(0, drawn), splitter, { depth: params.depth, features }, random, gains);
    data.onProgress((t + 1) / params.trees);
  }
  return forestModel(trees.finish(), gains);
}

/** A row drawn more than 15 times (one in 10¹⁴) counts 15: the splitter has four bits for it. */
function draw(weights: Uint8Array, row: number): void {
  if (weights[row]! < 15) weights[row]!++;
}

export function loadForest(packed: unknown): FittedModel {
  return forestModel(unpackEnsemble(packed as PackedEnsemble), null);
}

function forestModel(trees: TreeEnsemble, gains: Float64Array | null): FittedModel {
  return {
    gains,
    probabilities: (matrix, width) => {
      const sums = new Float64Array((matrix.length / width) * trees.outputs);
      for (let t = 0; t < trees.roots.length; t++) addTree(trees, t, matrix, width, sums, trees.outputs, 0);
      return shares(sums, trees);
    },
    toJSON: () => packEnsemble(trees),
    inner: { kind: 'forest', trees },
  };
}

/** The same to the last bit, row by row: for one row at a time much faster where its memory is not in the cache. */
export function probabilitiesInWasm(trees: TreeEnsemble, width: number): FittedModel['probabilities'] {
  const add = wasmForest(trees, width);
  return (matrix) => {
    const sums = new Float64Array((matrix.length / width) * trees.outputs);
    for (let from = 0, to = 0; from < matrix.length; from += width, to += trees.outputs) add(matrix, from, sums, to);
    return shares(sums, trees);
  };
}

function shares(sums: Float64Array, { roots, outputs, values }: TreeEnsemble): Float64Array {
  // As scikit-learn divides its own: the same bits.
  if (values instanceof Float64Array) {
    for (let i = 0; i < sums.length; i++) sums[i]! /= roots.length;
    return sums;
  }
  for (let row = 0; row < sums.length; row += outputs) {
    let total = 0;
    for (let k = 0; k < outputs; k++) total += sums[row + k]!;
    for (let k = 0; k < outputs; k++) sums[row + k]! /= total;
  }
  return sums;
}
