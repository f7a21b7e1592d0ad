/** `exactShapley`, `sampledShapley`: Shapley values of any model, from its answers to mixtures of a row with background rows. */
import type { Row } from '../../sdk/types.ts';
import { seededRandom, shuffleInPlace } from '../random.ts';

/** The model's output of interest for each row. */
export type Ask = (rows: readonly Row[]) => Promise<readonly number[]>;

export interface Shapley {
  values: number[];
  /** Standard error of each value; null where nothing was drawn. */
  errors: number[] | null;
}

/** All 2ⁿ coalitions, each the mean over the background. */
export async function exactShapley(ask: Ask, row: Row, columns: readonly string[], background: readonly Row[]): Promise<Shapley> {
  const n = columns.length;
  const worth = new Float64Array(2 ** n);
  for (let mask = 0; mask < worth.length; mask++) {
    const answers = await ask(background.map((other) => mixed(row, other, columns, (c) => (mask & (1 << c)) !== 0)));
    worth[mask] = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
  }
  const share = [1 / n];
  for (let size = 1; size < n; size++) share.push((share[size - 1]! * size) / (n - size));
  const values = columns.map((_, c) => {
    let sum = 0;
    for (let mask = 0; mask < worth.length; mask++) {
      if ((mask & (1 << c)) === 0) sum += share[bits(mask)]! * (worth[mask | (1 << c)]! - worth[mask]!);
    }
    return sum;
  });
  return { values, errors: null };
}

/** Orders drawn with the seed, each walked forwards and backwards against one background row: what a column changes when its turn comes. */
export async function sampledShapley(
  ask: Ask,
  row: Row,
  columns: readonly string[],
  background: readonly Row[],
  { orders, seed }: { orders: number; seed: number },
): Promise<Shapley> {
  const random = seededRandom(seed);
  const order = columns.map((_, c) => c);
  const sums = new Float64Array(columns.length);
  const squares = new Float64Array(columns.length);
  for (let k = 0; k < orders; k++) {
    shuffleInPlace(order, random);
    const other = background[k % background.length]!;
    const change = new Float64Array(columns.length);
    for (const walk of [order, order.toReversed()]) {
      const place = new Map(walk.map((column, turn) => [column, turn]));
      const path = Array.from({ length: columns.length + 1 }, (_, turn) => mixed(row, other, columns, (c) => place.get(c)! < turn));
      const answers = await ask(path);
      walk.forEach((column, turn) => {
        change[column]! += (answers[turn + 1]! - answers[turn]!) / 2;
      });
    }
    for (let c = 0; c < change.length; c++) {
      sums[c]! += change[c]!;
      squares[c]! += change[c]! ** 2;
    }
  }
  const values = Array.from(sums, (sum) => sum / orders);
  const errors = values.map((mean, c) => Math.sqrt(Math.max(0, squares[c]! / orders - mean ** 2) / Math.max(1, orders - 1)));
  return { values, errors };
}

function mixed(row: Row, other: Row, columns: readonly string[], ours: (column: number) => boolean): Row {
  return Object.fromEntries(columns.map((name, c) => [name, (ours(c) ? row : other)[name] ?? null]));
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count++;
  return count;
}
