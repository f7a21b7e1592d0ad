/** `GradientSplitter`: cuts that lower a loss known by its first and second derivatives, by histogram. */
import type { TreeColumns } from './columns.ts';
import { midpoint, type Split, type Splitter } from './grow.ts';

export class GradientSplitter implements Splitter {
  readonly best: Split = { feature: -1, rank: 0, threshold: 0, gain: 0 };
  readonly columns: TreeColumns;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly minLeaf: number;
  readonly l2: number;
  readonly rate: number;
  /** Per bin: gradient, hessian, rows. */
  readonly histogram = new Float64Array(256 * 3);
  /** Gradient and hessian of the entered node's rows, side by side. */
  readonly node: Float64Array;
  gradient = 0;
  hessian = 0;

  /** `gradients` and `hessians` may be refilled between trees. */
  constructor(
    columns: TreeColumns,
    derivatives: { gradients: Float64Array; hessians: Float64Array },
    options: { minLeaf: number; l2: number; learningRate: number },
  ) {
    this.columns = columns;
    this.node = new Float64Array(2 * columns.rows);
    this.gradients = derivatives.gradients;
    this.hessians = derivatives.hessians;
    this.minLeaf = options.minLeaf;
    this.l2 = options.l2;
    this.rate = options.learningRate;
  }

  enter(rows: Int32Array, from: number, to: number): boolean {
    this.gradient = 0;
    this.hessian = 0;
    for (let i = from, at = 0; i < to; i++, at += 2) {
      const gradient = this.gradients[rows[i]!]!;
      const hessian = this.hessians[rows[i]!]!;
      this.node[at] = gradient;
      this.node[at + 1] = hessian;
      this.gradient += gradient;
      this.hessian += hessian;
    }
    this.best.feature = -1;
    this.best.gain = 1e-9;
    return to - from >= 2 * this.minLeaf;
  }

  leaf(values: number[]): void {
    values.push((-this.rate * this.gradient) / (this.hessian + this.l2));
  }

  search(feature: number, rows: Int32Array, from: number, to: number): void {
    const { histogram, node, l2, minLeaf } = this;
    const bins = this.columns.bins[feature]!;
    const count = this.columns.binLow[feature]!.length;
    if (count < 2) return;
    histogram.fill(0, 0, count * 3);
    for (let i = from, own = 0; i < to; i++, own += 2) {
      const at = bins[rows[i]!]! * 3;
      histogram[at]! += node[own]!;
      histogram[at + 1]! += node[own + 1]!;
      histogram[at + 2]! += 1;
    }
    const base = (this.gradient * this.gradient) / (this.hessian + l2);
    let [leftGradient, leftHessian, leftRows, last, low, high] = [0, 0, 0, -1, -1, -1];
    let bestGain = this.best.gain;
    for (let bin = 0; bin < count; bin++) {
      const inBin = histogram[bin * 3 + 2]!;
      if (inBin === 0) continue;
      if (leftRows >= minLeaf && to - from - leftRows >= minLeaf) {
        const rightGradient = this.gradient - leftGradient;
        const gain = (leftGradient * leftGradient) / (leftHessian + l2) + (rightGradient * rightGradient) / (this.hessian - leftHessian + l2) - base;
        if (gain > bestGain) {
          bestGain = gain;
          low = last;
          high = bin;
        }
      }
      leftGradient += histogram[bin * 3]!;
      leftHessian += histogram[bin * 3 + 1]!;
      leftRows += inBin;
      last = bin;
    }
    if (low < 0) return;
    const values = this.columns.distinct[feature]!;
    this.best.feature = feature;
    this.best.rank = this.columns.binHigh[feature]![low]!;
    this.best.threshold = midpoint(values[this.best.rank]!, values[this.columns.binLow[feature]![high]!]!);
    this.best.gain = bestGain;
  }
}
