/**
 * `PairSplitter`: `GiniSplitter` for two classes, the most usual case, and the same cuts to the last bit: both counts of a bin lie in one number, and cuts that are
 * clearly worse than the best one are left aside without dividing.
 */
import type { TreeColumns } from './columns.ts';
import { midpoint, type Split, type Splitter } from './grow.ts';
import { sortKeys } from './sort-keys.ts';

const EXACT_ROWS = 64;
/** A key: rank, class (one bit), weight (four). */
const [RANK_SHIFT, CLASS_SHIFT, WEIGHT_MASK] = [5, 4, 15];
const HALF = 16;
const LOW = 0xffff;
/** Of two cuts nearer than this the gains are worked out, rounded as `GiniSplitter` rounds them. */
const NEARLY = 1 - 1e-9;

export class PairSplitter implements Splitter {
  readonly best: Split = { feature: -1, rank: 0, threshold: 0, gain: 0 };
  readonly columns: TreeColumns;
  readonly labels: Uint8Array;
  readonly weights: Uint8Array;
  readonly minLeaf: number;
  readonly histogram = new Int32Array(256);
  readonly keys = new Uint32Array(EXACT_ROWS);
  /** Weight of the entered node's rows, in the half of its class; class and weight as a key has them. */
  readonly nodeCounts: Int32Array;
  readonly nodeMarks: Uint8Array;
  first = 0;
  second = 0;

  /** Counts of up to sixteen bits: fewer rows than that. */
  static fits(classes: number, rows: number): boolean {
    return classes === 2 && rows < LOW;
  }

  /** `weights`: how often a row was drawn into the bag; may be refilled between trees. */
  constructor(columns: TreeColumns, labels: Int32Array, weights: Uint8Array, minLeaf: number) {
    this.columns = columns;
    this.labels = Uint8Array.from(labels);
    this.weights = weights;
    this.minLeaf = minLeaf;
    this.nodeCounts = new Int32Array(columns.rows);
    this.nodeMarks = new Uint8Array(columns.rows);
  }

  enter(rows: Int32Array, from: number, to: number): boolean {
    const { labels, weights, nodeCounts, nodeMarks } = this;
    let both = 0;
    for (let i = from, at = 0; i < to; i++, at++) {
      const row = rows[i]!;
      const label = labels[row]!;
      const weight = weights[row]!;
      const count = weight << (label << 4);
      nodeCounts[at] = count;
      nodeMarks[at] = (label << CLASS_SHIFT) | weight;
      both += count;
    }
    this.first = both & LOW;
    this.second = both >>> HALF;
    const size = this.first + this.second;
    this.best.feature = -1;
    this.best.gain = 1e-9 * size;
    return this.first > 0 && this.second > 0 && size >= 2 * this.minLeaf;
  }

  search(feature: number, rows: Int32Array, from: number, to: number): void {
    if (to - from <= EXACT_ROWS) this.searchExact(feature, rows, from, to);
    else this.searchHistogram(feature, rows, from, to);
  }

  leaf(values: number[]): void {
    const size = this.first + this.second;
    values.push(this.first / size, this.second / size);
  }

  private searchHistogram(feature: number, rows: Int32Array, from: number, to: number): void {
    const { histogram, nodeCounts, minLeaf, first, second } = this;
    const bins = this.columns.bins[feature]!;
    const count = this.columns.binLow[feature]!.length;
    if (count < 2) return;
    histogram.fill(0, 0, count);
    for (let i = from, at = 0; i < to; i++, at++) histogram[bins[rows[i]!]!]! += nodeCounts[at]!;
    const size = first + second;
    const base = (first * first + second * second) / size;
    let bestGain = this.best.gain;
    let [left, bestTop, bestBottom] = [0, base + bestGain, 1];
    let [bestLow, bestHigh, last] = [-1, -1, -1];
    for (let bin = 0; bin < count; bin++) {
      const inBin = histogram[bin]!;
      if (inBin === 0) continue;
      const leftFirst = left & LOW;
      const leftSecond = left >>> HALF;
      const leftSize = leftFirst + leftSecond;
      const rightSize = size - leftSize;
      if (leftSize > 0 && leftSize >= minLeaf && rightSize >= minLeaf) {
        const rightFirst = first - leftFirst;
        const rightSecond = second - leftSecond;
        const leftSquares = leftFirst * leftFirst + leftSecond * leftSecond;
        const rightSquares = rightFirst * rightFirst + rightSecond * rightSecond;
        const top = leftSquares * rightSize + rightSquares * leftSize;
        const bottom = leftSize * rightSize;
        if (top * bestBottom > bestTop * bottom * NEARLY) {
          const gain = leftSquares / leftSize + rightSquares / rightSize - base;
          if (gain > bestGain) {
            [bestGain, bestTop, bestBottom] = [gain, top, bottom];
            [bestLow, bestHigh] = [last, bin];
          }
        }
      }
      left += inBin;
      last = bin;
    }
    if (bestLow < 0) return;
    this.keep(feature, this.columns.binHigh[feature]![bestLow]!, this.columns.binLow[feature]![bestHigh]!, bestGain);
  }

  private searchExact(feature: number, rows: Int32Array, from: number, to: number): void {
    const { keys, nodeMarks, first, second, minLeaf } = this;
    const ranks = this.columns.ranks[feature]!;
    const n = to - from;
    for (let i = 0; i < n; i++) keys[i] = (ranks[rows[from + i]!]! << RANK_SHIFT) | nodeMarks[i]!;
    sortKeys(keys, n);
    const size = first + second;
    const base = (first * first + second * second) / size;
    let bestGain = this.best.gain;
    let [leftFirst, leftSize, bestTop, bestBottom, bestAt] = [0, 0, base + bestGain, 1, -1];
    for (let i = 0; i < n - 1; i++) {
      const key = keys[i]!;
      const weight = key & WEIGHT_MASK;
      leftSize += weight;
      if (((key >>> CLASS_SHIFT) & 1) === 0) leftFirst += weight;
      const rightSize = size - leftSize;
      if (key >>> RANK_SHIFT === keys[i + 1]! >>> RANK_SHIFT || leftSize < minLeaf || rightSize < minLeaf) continue;
      const leftSecond = leftSize - leftFirst;
      const rightFirst = first - leftFirst;
      const rightSecond = second - leftSecond;
      const leftSquares = leftFirst * leftFirst + leftSecond * leftSecond;
      const rightSquares = rightFirst * rightFirst + rightSecond * rightSecond;
      const top = leftSquares * rightSize + rightSquares * leftSize;
      const bottom = leftSize * rightSize;
      if (top * bestBottom <= bestTop * bottom * NEARLY) continue;
      const gain = leftSquares / leftSize + rightSquares / rightSize - base;
      if (gain <= bestGain) continue;
      [bestGain, bestTop, bestBottom, bestAt] = [gain, top, bottom, i];
    }
    if (bestAt >= 0) this.keep(feature, keys[bestAt]! >>> RANK_SHIFT, keys[bestAt + 1]! >>> RANK_SHIFT, bestGain);
  }

  private keep(feature: number, low: number, high: number, gain: number): void {
    const values = this.columns.distinct[feature]!;
    this.best.feature = feature;
    this.best.rank = low;
    this.best.threshold = midpoint(values[low]!, values[high]!);
    this.best.gain = gain;
  }
}
