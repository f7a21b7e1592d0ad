/** Invented penguin tables on which an honest evaluation and a leaking one give different answers. They are not data: no penguin was measured. */
import type { Row } from '../../src-runtime/sdk/types.ts';

const SPECIES = ['Adelie', 'Chinstrap', 'Gentoo'];
const ISLANDS = ['Biscoe', 'Dream', 'Torgersen'];
const SEXES = ['FEMALE', 'MALE'];
const RANGES: Record<string, readonly [number, number]> = {
  bill_length_mm: [32, 60],
  bill_depth_mm: [13, 22],
  flipper_length_mm: [172, 231],
  body_mass_g: [2700, 6300],
};

/** mulberry32: small, seeded, the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!;
}

/** Species drawn by lot: whoever evaluates on unseen rows gets about a third right, whoever evaluates on training rows gets almost all. */
export function noiseTable(seed: number, size = 90): Row[] {
  const random = randomFrom(seed);
  return Array.from({ length: size }, (_, index) => {
    const row: Row = { species: SPECIES[index % 3]!, island: pick(ISLANDS, random), sex: pick(SEXES, random) };
    for (const [column, [low, high]] of Object.entries(RANGES)) row[column] = Math.round((low + random() * (high - low)) * 10) / 10;
    return row;
  });
}

/**
 * Noise with two thirds of the measurements missing. What is known is evenly spread, so that moving one row from one end to the other (`moveRow`)
 * moves the mean and the median of the whole column past a neighbour: whoever fills gaps before splitting changes every fold.
 */
export function sparseTable(seed: number, whole: readonly number[], size = 60): Row[] {
  const random = randomFrom(seed + 1);
  const rows = noiseTable(seed, size);
  for (const [column, [low, high]] of Object.entries(RANGES)) {
    const known = rows.map((_, index) => index).filter((index) => whole.includes(index) || random() < 1 / 3);
    const order = known.filter((index) => !whole.includes(index)).map((index) => ({ index, key: random() }));
    order.sort((a, b) => a.key - b.key);
    const ranked = [...whole, ...order.map((entry) => entry.index)];
    for (const row of rows) row[column] = null;
    ranked.forEach((index, rank) => {
      rows[index]![column] = Math.round((low + ((rank + 1) / (ranked.length + 2)) * (high - low)) * 10) / 10;
    });
  }
  return rows;
}

/** The same table, one row moved to the top of every column. Its species stays, so that folds drawn by species stay too. */
export function moveRow(rows: readonly Row[], index: number): Row[] {
  return rows.map((row, position) => {
    if (position !== index) return row;
    const moved: Row = { ...row };
    for (const [column, [, high]] of Object.entries(RANGES)) moved[column] = high;
    return moved;
  });
}
