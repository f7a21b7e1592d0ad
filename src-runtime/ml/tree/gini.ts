/** `GiniSplitter`: cuts that make classes purer. Large nodes by histogram; small ones exactly, by sorting ranks, which is where binning costs accuracy. */
import type { TreeColumns } from './columns.ts';
import { midpoint, type Split, type Splitter } from './grow.ts';
import { sortKeys } from './sort-keys.ts';

/** Up to this many rows a node is sorted rather than binned. */
const EXACT_ROWS = 64;
const WEIGHT_BITS = 4;

export class GiniSplitter implements Splitter {
  readonly best: Split = { feature: -1, rank: 0, threshold: 0, gain: 0 };
  readonly columns: TreeColumns;
  readonly labels: Int32Array;
  readonly weights: Uint8Array;
  readonly classes: number;
  readonly minLeaf: number;
  readonly totals: Float64Array;
  readonly left: Float64Array;
  readonly histogram: Int32Array;
  readonly keys: Uint32Array;
  /** Class and weight of the entered node's rows, side by side: columns are searched many times, rows lie scattered. */
  readonly nodeLabels: Uint8Array;
  readonly nodeWeights: Uint8Array;
  readonly exactRows: number;
  size = 0;
  squares = 0;

  /** `weights`: how often a row was drawn into the bag; may be refilled between trees. */
  constructor(columns: TreeColumns, labels: Int32Array, weights: Uint8Array, classes: number, minLeaf: number) {
    this.columns = columns;
    this.labels = labels;
    this.weights = weights;
    this.classes = classes;
    this.minLeaf = minLeaf;
    this.totals = new Float64Array(classes);
    this.left = new Float64Array(classes);
    this.histogram = new Int32Array(256 * classes);
    this.keys = new Uint32Array(EXACT_ROWS);
    this.nodeLabels = new Uint8Array(columns.rows);
    this.nodeWeights = new Uint8Array(columns.rows);
    // A key packs rank, class and weight into 32 bits.
    this.exactRows = columns.rows * classes < 2 ** (32 - WEIGHT_BITS) ? EXACT_ROWS : 0;
  }

  enter(rows: Int32Array, from: number, to: number): boolean {
    const { totals, labels, weights, nodeLabels, nodeWeights } = this;
    totals.fill(0);
    for (let i = from, at = 0; i < to; i++, at++) {
      const row = rows[i]!;
      const label = labels[row]!;
      const weight = weights[row]!;
      nodeLabels[at] = label;
      nodeWeights[at] = weight;
      totals[label]! += weight;
    }
    this.size = 0;
    this.squares = 0;
    for (let k = 0; k < totals.length; k++) {
      this.size += totals[k]!;
      this.squares += totals[k]! * totals[k]!;
    }
    this.best.feature = -1;
    this.best.gain = 1e-9 * this.size;
    return this.squares < this.size * this.size && this.size >= 2 * this.minLeaf;
  }

  search(feature: number, rows: Int32Array, from: number, to: number): void {
    if (to - from <= this.exactRows) this.searchExact(feature, rows, from, to);
    else this.searchHistogram(feature, rows, from, to);
  }

  leaf(values: number[]): void {
    for (let k = 0; k < this.classes; k++) values.push(this.totals[k]! / this.size);
  }

  private searchExact(feature: number, rows: Int32Array, from: number, to: number): void {
    const { keys, nodeLabels, nodeWeights, classes, left, totals, size, minLeaf } = this;
    const ranks = this.columns.ranks[feature]!;
    const n = to - from;
    for (let i = 0; i < n; i++) {
      keys[i] = ((ranks[rows[from + i]!]! * classes + nodeLabels[i]!) << WEIGHT_BITS) | nodeWeights[i]!;
    }
    sortKeys(keys, n);
    left.fill(0);
    const base = this.squares / size;
    let leftSize = 0;
    let leftSquares = 0;
    let rightSquares = this.squares;
    let bestGain = this.best.gain;
    let bestAt = -1;
    let rank = Math.floor((keys[0]! >>> WEIGHT_BITS) / classes);
    for (let i = 0; i < n - 1; i++) {
      const key = keys[i]!;
      const weight = key & 15;
      const label = (key >>> WEIGHT_BITS) - rank * classes;
      const before = left[label]!;
      const after = totals[label]! - before;
      leftSquares += weight * (2 * before + weight);
      rightSquares -= weight * (2 * after - weight);
      left[label] = before + weight;
      leftSize += weight;
      const next = ((keys[i + 1]! >>> WEIGHT_BITS) / classes) | 0;
      if (next === rank) continue;
      rank = next;
      const rightSize = size - leftSize;
      if (leftSize < minLeaf || rightSize < minLeaf) continue;
      const gain = leftSquares / leftSize + rightSquares / rightSize - base;
      if (gain > bestGain) {
        bestGain = gain;
        bestAt = i;
      }
    }
    if (bestAt < 0) return;
    const low = ((keys[bestAt]! >>> WEIGHT_BITS) / classes) | 0;
    const high = ((keys[bestAt + 1]! >>> WEIGHT_BITS) / classes) | 0;
    this.keep(feature, low, high, bestGain);
  }

  private searchHistogram(feature: number, rows: Int32Array, from: number, to: number): void {
    const { histogram, nodeLabels, nodeWeights, classes, left, totals, size, minLeaf } = this;
    const bins = this.columns.bins[feature]!;
    const count = this.columns.binLow[feature]!.length;
    if (count < 2) return;
    histogram.fill(0, 0, count * classes);
    for (let i = from, at = 0; i < to; i++, at++) histogram[bins[rows[i]!]! * classes + nodeLabels[at]!]! += nodeWeights[at]!;
    left.fill(0);
    const base = this.squares / size;
    let leftSize = 0;
    let leftSquares = 0;
    let rightSquares = this.squares;
    let bestGain = this.best.gain;
    let bestLow = -1;
    let bestHigh = -1;
    let last = -1;
    for (let bin = 0; bin < count; bin++) {
      let inBin = 0;
      const at = bin * classes;
      for (let k = 0; k < classes; k++) inBin += histogram[at + k]!;
      if (inBin === 0) continue;
      const rightSize = size - leftSize;
      if (leftSize >= minLeaf && rightSize >= minLeaf && leftSize > 0) {
        const gain = leftSquares / leftSize + rightSquares / rightSize - base;
        if (gain > bestGain) {
          bestGain = gain;
          bestLow = last;
          bestHigh = bin;
        }
      }
      for (let k = 0; k < classes; k++) {
        const weight = histogram[at + k]!;
        if (weight === 0) continue;
        const before = left[k]!;
        leftSquares += weight * (2 * before + weight);
        rightSquares -= weight * (2 * (totals[k]! - before) - weight);
        left[k] = before + weight;
      }
      leftSize += inBin;
      last = bin;
    }
    if (bestLow >= 0) this.keep(feature, this.columns.binHigh[feature]![bestLow]!, this.columns.binLow[feature]![bestHigh]!, bestGain);
  }

  private keep(feature: number, low: number, high: number, gain: number): void {
    const values = this.columns.distinct[feature]!;
    this.best.feature = feature;
    this.best.rank = low;
    this.best.threshold = midpoint(values[low]!, values[high]!);
    this.best.gain = gain;
  }
}
