/**
 * `wasmForest`: a forest's leaves found in WebAssembly, many trees side by side, and their values added up. Two levels of a tree mostly lie in one line of the cache, a
 * leaf's values near it.
 */
import { instantiate } from '../wasm/assemble.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { ABREAST, type Layout, NODE, walkCode } from './walk-code.ts';

/** In the order of nodes: a tree that is only there to fill a group, and room for the values of leaf n at VALUES - n. */
const [EMPTY, VALUES] = [-1, -2];
/** Each has lines of its own in the function. */
const MOST_OUTPUTS = 100;

/** Adds every tree's leaf values of one row to `sums`, in the order of the trees. */
export type RowAdder = (matrix: Float64Array, from: number, sums: Float64Array, to: number) => void;

/** A leaf leads to itself while the zero behind the row is at most its threshold, which says where its values are. Throws where there is no room. */
export function wasmForest(trees: TreeEnsemble, width: number): RowAdder {
  const { roots, feature, threshold, left, values, outputs } = trees;
  if (outputs > MOST_OUTPUTS) throw new RangeError(`${outputs} outputs`);
  const depths = Array.from(roots, (root) => depthOf(root, trees));
  const byDepth = Array.from(roots, (_, t) => t).sort((a, b) => depths[b]! - depths[a]!);
  const groups = Math.ceil(roots.length / ABREAST);
  const layout = layoutOf(width, groups, roots.length, outputs);
  const order = nodesInOrder(
    byDepth.map((t) => roots[t]!),
    groups * ABREAST - roots.length,
    trees,
  );
  const { memory, run } = instantiate(walkCode(layout), layout.nodes + order.length * NODE);
  const [doubles, words] = [new Float64Array(memory), new Int32Array(memory)];
  const addressOf = new Int32Array(feature.length);
  const valuesAt = new Int32Array(feature.length);
  order.forEach((node, i) => {
    if (node >= 0) addressOf[node] = layout.nodes + i * NODE;
    else if (node < EMPTY) valuesAt[VALUES - node] ||= layout.nodes + i * NODE;
  });
  const write = (at: number, bound: number, column: number, child: number) => {
    doubles[at / 8] = bound;
    words[at / 4 + 2] = column * 8;
    words[at / 4 + 3] = child;
  };
  order.forEach((node, i) => {
    const at = layout.nodes + i * NODE;
    if (node === EMPTY) write(at, 0, width, at);
    else if (node >= 0 && feature[node]! >= 0) write(at, threshold[node]!, feature[node]!, addressOf[left[node]!]!);
    else if (node >= 0) {
      write(at, valuesAt[node]! / 8, width, at);
      for (let k = 0; k < outputs; k++) doubles[valuesAt[node]! / 8 + k] = values[left[node]! * outputs + k]!;
    }
  });
  for (let g = 0; g < groups; g++) words[layout.levels / 4 + g] = depths[byDepth[g * ABREAST]!]!;
  byDepth.forEach((t, i) => {
    words[layout.order / 4 + t] = layout.places + i * 4;
  });
  const row = doubles.subarray(0, width);
  const sum = doubles.subarray(layout.sums / 8, layout.sums / 8 + outputs);
  return (matrix, from, sums, to) => {
    for (let c = 0; c < width; c++) row[c] = matrix[from + c]!;
    for (let k = 0; k < outputs; k++) sum[k] = sums[to + k]!;
    run();
    for (let k = 0; k < outputs; k++) sums[to + k] = sum[k]!;
  };
}

/** The row, and behind it a zero, come first. */
function layoutOf(width: number, groups: number, trees: number, outputs: number): Layout {
  const sums = (width + 1) * 8;
  const levels = sums + outputs * 8;
  const places = levels + groups * 4;
  const order = places + groups * ABREAST * 4;
  const end = order + trees * 4;
  return { sums, levels, places, order, end, nodes: Math.ceil(end / 64) * 64, outputs };
}

/** Roots first, filled up with empty trees; then each pair of children with the pairs below it, and the values of those that are leaves. */
function nodesInOrder(roots: readonly number[], empty: number, { feature, left, outputs }: TreeEnsemble): number[] {
  const order = [...roots, ...new Array<number>(empty).fill(EMPTY)];
  const values = (nodes: readonly number[]) => {
    for (const node of nodes) if (feature[node]! < 0) for (let bytes = 0; bytes < outputs * 8; bytes += NODE) order.push(VALUES - node);
  };
  values(roots);
  for (const root of roots) {
    const stack = [root];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (feature[at]! < 0) continue;
      const pair = [left[at]!, left[at]! + 1];
      const below = pair.filter((child) => feature[child]! >= 0).flatMap((child) => [left[child]!, left[child]! + 1]);
      order.push(...pair, ...below);
      values(pair);
      values(below);
      stack.push(...below.reverse());
    }
  }
  return order;
}

function depthOf(root: number, { feature, left }: TreeEnsemble): number {
  let deepest = 0;
  const stack = [root, 0];
  while (stack.length > 0) {
    const depth = stack.pop()!;
    const at = stack.pop()!;
    if (feature[at]! < 0) deepest = Math.max(deepest, depth);
    else stack.push(left[at]!, depth + 1, left[at]! + 1, depth + 1);
  }
  return deepest;
}
