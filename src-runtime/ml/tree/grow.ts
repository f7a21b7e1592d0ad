/** `growTree`: one tree, depth first, asking a `Splitter` where to cut. Forests and boosting differ only in their splitter. */
import { below, type Random } from '../random.ts';
import type { TreeColumns } from './columns.ts';
import type { EnsembleBuilder } from './ensemble.ts';

/** Rows up to rank `rank` of the column go left. */
export interface Split {
  feature: number;
  rank: number;
  threshold: number;
  gain: number;
}

export interface Splitter {
  readonly best: Split;
  /** Reads the node's totals and forgets the best split; false when nothing is left to separate. */
  enter(rows: Int32Array, from: number, to: number): boolean;
  /** Looks for a better cut in one column. */
  search(feature: number, rows: Int32Array, from: number, to: number): void;
  /** Values of the entered node as a leaf. */
  leaf(values: number[]): void;
}

export interface GrowOptions {
  depth: number;
  /** Columns looked at per node; further ones only while none separates anything. */
  features: number;
}

export function growTree(
  trees: EnsembleBuilder,
  columns: TreeColumns,
  rows: Int32Array,
  splitter: Splitter,
  options: GrowOptions,
  random: Random,
  gains: Float64Array,
): void {
  const order = Int32Array.from({ length: columns.width }, (_, i) => i);
  const held = new Int32Array(rows.length);
  const root = trees.addNode();
  trees.roots.push(root);
  const stack: number[] = [root, 0, rows.length, 0];
  while (stack.length > 0) {
    const depth = stack.pop()!;
    const to = stack.pop()!;
    const from = stack.pop()!;
    const node = stack.pop()!;
    if (splitter.enter(rows, from, to) && depth < options.depth) searchColumns(splitter, rows, from, to, order, options.features, random);
    const { best } = splitter;
    if (best.feature < 0) {
      trees.left[node] = trees.values.length / trees.outputs;
      splitter.leaf(trees.values);
      continue;
    }
    gains[best.feature]! += best.gain;
    const middle = partition(rows, from, to, columns.ranks[best.feature]!, best.rank, held);
    const left = trees.addNode();
    const right = trees.addNode();
    trees.feature[node] = best.feature;
    trees.threshold[node] = best.threshold;
    trees.left[node] = left;
    stack.push(right, middle, to, depth + 1, left, from, middle, depth + 1);
  }
}

function searchColumns(splitter: Splitter, rows: Int32Array, from: number, to: number, order: Int32Array, wanted: number, random: Random): void {
  const width = order.length;
  const all = wanted >= width;
  for (let seen = 0; seen < width && (seen < wanted || splitter.best.feature < 0); seen++) {
    if (!all) {
      const other = seen + below(random, width - seen);
      const feature = order[other]!;
      order[other] = order[seen]!;
      order[seen] = feature;
    }
    splitter.search(order[seen]!, rows, from, to);
  }
}

/** Stable, in place: left rows first. Returns where the right ones begin. */
function partition(rows: Int32Array, from: number, to: number, ranks: Uint32Array, rank: number, held: Int32Array): number {
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    if (ranks[row]! <= rank) rows[left++] = row;
    else held[right++] = row;
  }
  for (let i = 0; i < right; i++) rows[left + i] = held[i]!;
  return left;
}

/** Between two neighbouring values; never equal to the upper one. */
export function midpoint(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}
