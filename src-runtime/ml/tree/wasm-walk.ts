/**
 * `wasmForest`: a forest's leaves found in WebAssembly, eight trees side by side: steps that do not wait for each other, where one tree after the other waits for memory
 * at every node. Threshold, column and children of a node lie in sixteen bytes, two levels of a tree mostly in one line of the cache.
 */
import { code, instantiate } from '../wasm/assemble.ts';
import type { TreeEnsemble } from './ensemble.ts';

const ABREAST = 8;
const NODE = 16;
/** In the order of nodes: a tree that is only there to fill a group, and room for the values of leaf n at VALUES - n. */
const [EMPTY, VALUES] = [-1, -2];

/** Adds every tree's leaf values of one row to `sums`, in the order of the trees. */
export type RowAdder = (matrix: Float64Array, from: number, sums: Float64Array, to: number) => void;

/**
 * Memory: the row and behind it a zero; levels of each group of trees; where each tree has arrived; nodes. A leaf leads to itself while the zero is at most its
 * threshold, which is the place of its values, near it.
 */
export function wasmForest(trees: TreeEnsemble, width: number): RowAdder {
  const { roots, feature, threshold, left, values, outputs } = trees;
  const depths = Array.from(roots, (root) => depthOf(root, trees));
  const byDepth = Array.from(roots, (_, t) => t).sort((a, b) => depths[b]! - depths[a]!);
  const groups = Math.ceil(roots.length / ABREAST);
  const [levelsAt, placesAt] = [(width + 1) * 8, (width + 1) * 8 + groups * 4];
  const nodesAt = Math.ceil((placesAt + groups * ABREAST * 4) / 64) * 64;
  const order = nodesInOrder(
    byDepth.map((t) => roots[t]!),
    groups * ABREAST - roots.length,
    trees,
  );
  const { memory, run } = instantiate(walk, nodesAt + order.length * NODE);
  const [doubles, words] = [new Float64Array(memory), new Int32Array(memory)];
  const renamed = new Int32Array(feature.length);
  const placed = new Int32Array(feature.length);
  order.forEach((node, i) => {
    if (node >= 0) renamed[node] = nodesAt + i * NODE;
    else if (node < EMPTY) placed[VALUES - node] ||= (nodesAt + i * NODE) / 8;
  });
  order.forEach((node, i) => {
    if (node < EMPTY) return;
    const at = nodesAt + i * NODE;
    const leaf = node === EMPTY || feature[node]! < 0;
    doubles[at / 8] = node === EMPTY ? 0 : leaf ? placed[node]! : threshold[node]!;
    words[at / 4 + 2] = 8 * (leaf ? width : feature[node]!);
    words[at / 4 + 3] = leaf ? at : renamed[left[node]!]!;
    if (leaf && node !== EMPTY) for (let k = 0; k < outputs; k++) doubles[placed[node]! + k] = values[left[node]! * outputs + k]!;
  });
  for (let g = 0; g < groups; g++) words[levelsAt / 4 + g] = depths[byDepth[g * ABREAST]!]!;
  const arrived = new Int32Array(roots.length);
  byDepth.forEach((t, i) => {
    arrived[t] = placesAt / 4 + i;
  });
  const row = new Float64Array(memory, 0, width);
  return (matrix, from, sums, to) => {
    for (let c = 0; c < width; c++) row[c] = matrix[from + c]!;
    run(nodesAt, levelsAt, placesAt);
    for (let t = 0; t < arrived.length; t++) {
      const leaf = doubles[words[arrived[t]!]! >> 3]!;
      for (let k = 0; k < outputs; k++) sums[to + k]! += doubles[leaf + k]!;
    }
  };
}

const { get, set, tee, i32, add, sub, shl, eqz, loadI32, loadF64, lessOrEqualF64, storeI32, lessUnsigned, loop } = code;
const [ROOT, LEVELS, PLACES, END, LEFT] = [0, 1, 2, 3, 4];
const node = (one: number) => LEFT + 1 + one;
const eight = Array.from({ length: ABREAST }, (_, one) => one);
/** (first node, levels of the groups, where to put the leaves): the roots are the first nodes, in order. */
const walk = {
  params: ['i32', 'i32', 'i32'],
  locals: ['i32', 'i32', ...eight.map(() => 'i32' as const)],
  body: [
    ...[...get(PLACES), ...set(END)],
    ...loop(
      ...eight.map((one) => [...get(ROOT), ...i32(NODE * one), ...add, ...set(node(one))]),
      [...get(LEVELS), ...loadI32(0), ...i32(1), ...add, ...set(LEFT)],
      loop(
        ...eight.map((one) => [
          ...[...get(node(one)), ...loadI32(12)],
          ...[...get(node(one)), ...loadI32(8), ...loadF64, ...get(node(one)), ...loadF64, ...lessOrEqualF64, ...eqz],
          ...[...i32(4), ...shl, ...add, ...set(node(one))],
        ]),
        [...get(LEFT), ...i32(1), ...sub, ...tee(LEFT)],
      ),
      ...eight.map((one) => [...get(PLACES), ...i32(4 * one), ...add, ...get(node(one)), ...storeI32]),
      [...get(ROOT), ...i32(NODE * ABREAST), ...add, ...set(ROOT)],
      [...get(PLACES), ...i32(4 * ABREAST), ...add, ...set(PLACES)],
      [...get(LEVELS), ...i32(4), ...add, ...tee(LEVELS), ...get(END), ...lessUnsigned],
    ),
  ],
} as const;

/** Roots first, filled up with empty trees; then each pair of children with the pairs below it, and the values of those that are leaves. */
function nodesInOrder(roots: readonly number[], empty: number, { feature, left, outputs }: TreeEnsemble): number[] {
  const order = [...roots, ...new Array<number>(empty).fill(EMPTY)];
  const values = (nodes: readonly number[]) => {
    for (const node of nodes) if (feature[node]! < 0) for (let k = 0; k < outputs; k += NODE / 8) order.push(VALUES - node);
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
