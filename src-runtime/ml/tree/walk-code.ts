/** `walkCode`: the function that walks a forest in WebAssembly and adds up its leaves' values. */
import { code, type Loop } from '../wasm/assemble.ts';

/** Trees side by side: steps that do not wait for each other, where one tree after the other waits for memory at every node. */
export const ABREAST = 16;

/** Bytes of a node: threshold, address of the column, address of the left child; of a leaf, the place of its values instead of a threshold. */
export const NODE = 16;

const { get, set, tee, i32, add, sub, shl, eqz, whole, loop } = code;
const { loadI32, loadF64, storeI32, storeF64, lessOrEqualF64, addF64, lessUnsigned } = code;

/** Addresses in the memory. */
export interface Layout {
  sums: number;
  /** How deep each group of trees is; ends where `places` begins. */
  levels: number;
  /** Where each tree has arrived, in the order of the groups. */
  places: number;
  /** The trees' places, in the order in which they are added up. */
  order: number;
  end: number;
  nodes: number;
  outputs: number;
}

export function walkCode({ sums, levels, places, order, end, nodes, outputs }: Layout): Loop {
  const [ROOT, LEVELS, PLACES, LEFT, SPARE] = [0, 1, 2, 3, 4] as const;
  const node = (one: number) => SPARE + 1 + one;
  const sum = (k: number) => node(ABREAST) + k;
  const group = Array.from({ length: ABREAST }, (_, one) => one);
  const each = Array.from({ length: outputs }, (_, k) => k);
  const next = (local: number, bytes: number) => [...get(local), ...i32(bytes), ...add, ...tee(local)];
  const step = (at: number) => [
    ...[...get(at), ...loadI32(12)],
    ...[...get(at), ...loadI32(8), ...loadF64(0), ...get(at), ...loadF64(0), ...lessOrEqualF64, ...eqz],
    ...[...i32(4), ...shl, ...add],
  ];
  const walk = [
    ...[...i32(nodes), ...set(ROOT), ...i32(levels), ...set(LEVELS), ...i32(places), ...set(PLACES)],
    ...loop(
      ...group.map((one) => [...get(ROOT), ...i32(NODE * one), ...add, ...set(node(one))]),
      [...get(LEVELS), ...loadI32(0), ...i32(1), ...add, ...set(LEFT)],
      loop(...group.map((one) => [...step(node(one)), ...set(node(one))]), [...get(LEFT), ...i32(1), ...sub, ...tee(LEFT)]),
      ...group.map((one) => [...get(PLACES), ...i32(4 * one), ...add, ...get(node(one)), ...loadF64(0), ...whole, ...i32(3), ...shl, ...storeI32]),
      [...get(ROOT), ...i32(NODE * ABREAST), ...add, ...set(ROOT)],
      [...get(PLACES), ...i32(4 * ABREAST), ...add, ...set(PLACES)],
      [...next(LEVELS, 4), ...i32(places), ...lessUnsigned],
    ),
  ];
  const addUp = [
    ...[...i32(order), ...set(PLACES)],
    ...each.flatMap((k) => [...i32(sums), ...loadF64(8 * k), ...set(sum(k))]),
    ...loop(
      [...get(PLACES), ...loadI32(0), ...loadI32(0), ...set(SPARE)],
      ...each.map((k) => [...get(sum(k)), ...get(SPARE), ...loadF64(8 * k), ...addF64, ...set(sum(k))]),
      [...next(PLACES, 4), ...i32(end), ...lessUnsigned],
    ),
    ...each.flatMap((k) => [...i32(sums), ...get(sum(k)), ...storeF64(8 * k)]),
  ];
  return {
    params: [],
    locals: [...Array.from({ length: node(ABREAST) }, () => 'i32' as const), ...each.map(() => 'f64' as const)],
    body: [...walk, ...addUp],
  };
}
