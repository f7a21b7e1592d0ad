/** `TreeEnsemble`: many trees in flat arrays. Children stand side by side; a leaf has feature -1 and `left` names its values. */
import { type Packed, packNumbers, unpackNumbers } from '../numbers.ts';

export interface TreeEnsemble {
  /** Values per leaf: class shares of a forest, one score of a boosted tree. */
  outputs: number;
  roots: Int32Array;
  feature: Int16Array;
  threshold: Float64Array;
  left: Int32Array;
  /** Of a forest that scikit-learn grew, in its own precision. */
  values: Float32Array | Float64Array;
}

/** Grows with plain arrays; `finish` makes them flat. */
export class EnsembleBuilder {
  readonly roots: number[] = [];
  readonly feature: number[] = [];
  readonly threshold: number[] = [];
  readonly left: number[] = [];
  readonly values: number[] = [];
  readonly outputs: number;

  constructor(outputs: number) {
    this.outputs = outputs;
  }

  addNode(): number {
    this.threshold.push(0);
    this.left.push(0);
    return this.feature.push(-1) - 1;
  }

  finish(): TreeEnsemble {
    return {
      outputs: this.outputs,
      roots: Int32Array.from(this.roots),
      feature: Int16Array.from(this.feature),
      threshold: Float64Array.from(this.threshold),
      left: Int32Array.from(this.left),
      values: Float32Array.from(this.values),
    };
  }
}

/** Adds tree `t`'s leaf values of every row to `sums`, at `offset` of each row's `stride`. */
export function addTree(
  trees: TreeEnsemble,
  t: number,
  matrix: Float64Array,
  width: number,
  sums: Float64Array,
  stride: number,
  offset: number,
): void {
  const { feature, threshold, left, values, outputs } = trees;
  const root = trees.roots[t]!;
  for (let row = 0, at = offset; row < matrix.length; row += width, at += stride) {
    let node = root;
    let split = feature[node]!;
    while (split >= 0) {
      node = left[node]! + (matrix[row + split]! <= threshold[node]! ? 0 : 1);
      split = feature[node]!;
    }
    const leaf = left[node]! * outputs;
    for (let k = 0; k < outputs; k++) sums[at + k]! += values[leaf + k]!;
  }
}

export interface PackedEnsemble {
  outputs: number;
  roots: Packed<'i32'>;
  feature: Packed<'i16'>;
  threshold: Packed<'f64'>;
  left: Packed<'i32'>;
  values: Packed<'f32'> | Packed<'f64'>;
}

export function packEnsemble(trees: TreeEnsemble): PackedEnsemble {
  return {
    outputs: trees.outputs,
    roots: packNumbers('i32', trees.roots),
    feature: packNumbers('i16', trees.feature),
    threshold: packNumbers('f64', trees.threshold),
    left: packNumbers('i32', trees.left),
    values: trees.values instanceof Float64Array ? packNumbers('f64', trees.values) : packNumbers('f32', trees.values),
  };
}

export function unpackEnsemble(packed: PackedEnsemble): TreeEnsemble {
  return {
    outputs: packed.outputs,
    roots: unpackNumbers(packed.roots),
    feature: unpackNumbers(packed.feature),
    threshold: unpackNumbers(packed.threshold),
    left: unpackNumbers(packed.left),
    values: packed.values.type === 'f64' ? unpackNumbers(packed.values) : unpackNumbers(packed.values),
  };
}
