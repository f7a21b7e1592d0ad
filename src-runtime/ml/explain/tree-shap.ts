/**
 * `treeShapley`: exact Shapley values of a tree ensemble against background rows, whatever the number of columns.
 * For one row and one background row, a leaf is reached when some columns come from the one and others from the other; every such leaf shares
 * its value among them by a closed formula, so that one walk over a tree replaces all 2ⁿ mixtures (interventional TreeSHAP).
 */
import type { TreeEnsemble } from '../tree/ensemble.ts';

export interface TreeQuestion {
  trees: TreeEnsemble;
  /** Which player each matrix column belongs to: one-hot columns of one category are one. */
  players: Int32Array;
  playerCount: number;
  row: Float64Array;
  background: Float64Array;
  width: number;
  /** Which tree counts, and which of its leaf values. */
  output: (tree: number) => number | null;
}

/** Contribution of each player to the sum of the trees' values, in the mean over the background. */
export function treeShapley({ trees, players, playerCount, row, background, width, output }: TreeQuestion): Float64Array {
  const sums = new Float64Array(playerCount);
  const side = new Int8Array(playerCount);
  const weights = shares(playerCount);
  const { feature, threshold, left, values, outputs } = trees;
  let other = 0;
  let wanted = 0;

  /** Players on the row's side and on the background's side so far; what a subtree gives each of them is added on the way. */
  const walk = (node: number, ours: number, theirs: number): void => {
    const split = feature[node]!;
    if (split < 0) {
      give(values[left[node]! * outputs + wanted]!, ours, theirs);
      return;
    }
    const mine = left[node]! + (row[split]! <= threshold[node]! ? 0 : 1);
    const its = left[node]! + (background[other + split]! <= threshold[node]! ? 0 : 1);
    const player = players[split]!;
    if (mine === its || side[player] === OURS) walk(mine, ours, theirs);
    else if (side[player] === THEIRS) walk(its, ours, theirs);
    else {
      side[player] = OURS;
      walk(mine, ours + 1, theirs);
      side[player] = THEIRS;
      walk(its, ours, theirs + 1);
      side[player] = 0;
    }
  };

  const give = (value: number, ours: number, theirs: number): void => {
    if (ours + theirs === 0 || value === 0) return;
    const gain = ours > 0 ? value * weights(ours - 1, theirs) : 0;
    const loss = theirs > 0 ? value * weights(ours, theirs - 1) : 0;
    for (let p = 0; p < playerCount; p++) {
      if (side[p] === OURS) sums[p]! += gain;
      else if (side[p] === THEIRS) sums[p]! -= loss;
    }
  };

  for (let t = 0; t < trees.roots.length; t++) {
    const leafValue = output(t);
    if (leafValue === null) continue;
    wanted = leafValue;
    for (other = 0; other < background.length; other += width) walk(trees.roots[t]!, 0, 0);
  }
  const rows = background.length / width;
  return sums.map((sum) => sum / rows);
}

const OURS = 1;
const THEIRS = 2;

/** a! b! / (a + b + 1)!: of all orders in which players arrive, the share with these a before and these b after. */
function shares(players: number): (a: number, b: number) => number {
  const size = players + 1;
  const table = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      let share = 1 / (a + b + 1);
      for (let i = 1; i <= b; i++) share *= i / (a + i);
      table[a * size + b] = share;
    }
  }
  return (a, b) => table[a * size + b]!;
}
