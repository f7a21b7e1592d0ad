import fc from 'fast-check';
import { expect, test } from 'vitest';
import { below, seededRandom } from '../random.ts';
import { binColumns } from './columns.ts';
import { GiniSplitter } from './gini.ts';
import { GradientSplitter } from './gradient.ts';
import { PairSplitter } from './pair.ts';

const table = fc.integer({ min: 2, max: 90 }).chain((rows) =>
  fc.record({
    x: fc.array(
      fc.integer({ min: -20, max: 20 }).map((value) => value / 4),
      { minLength: rows, maxLength: rows },
    ),
    label: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: rows, maxLength: rows }),
    weight: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: rows, maxLength: rows }),
    minLeaf: fc.integer({ min: 1, max: 5 }),
  }),
);
const everyRow = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
/** Every way to cut a column: between two neighbouring values. */
const cuts = (x: readonly number[]) => {
  const values = [...new Set(x)].sort((a, b) => a - b);
  return values.slice(1).map((high, i) => (values[i]! + high) / 2);
};

test.each([3, 2])('the Gini cut of %i classes is the best one a search of all cuts finds, sorted (few rows) or binned (many)', (classes) => {
  fc.assert(
    fc.property(table, ({ x, label: drawn, weight, minLeaf }) => {
      const label = drawn.map((value) => value % classes);
      const purity = (rows: number[]) => {
        const counts = [0, 0, 0];
        for (const row of rows) counts[label[row]!]! += weight[row]!;
        const size = counts.reduce((sum, count) => sum + count, 0);
        return { size, score: size === 0 ? 0 : counts.reduce((sum, count) => sum + count * count, 0) / size };
      };
      const rows = x.map((_, row) => row);
      let best = 0;
      for (const cut of cuts(x)) {
        const left = purity(rows.filter((row) => x[row]! <= cut));
        const right = purity(rows.filter((row) => x[row]! > cut));
        if (left.size >= minLeaf && right.size >= minLeaf) best = Math.max(best, left.score + right.score - purity(rows).score);
      }
      const columns = binColumns(Float64Array.from(x), x.length, 1);
      const [codes, weights] = [Int32Array.from(label), Uint8Array.from(weight)];
      const splitter =
        classes === 2 ? new PairSplitter(columns, codes, weights, minLeaf) : new GiniSplitter(columns, codes, weights, classes, minLeaf);
      if (splitter.enter(everyRow(x.length), 0, x.length)) splitter.search(0, everyRow(x.length), 0, x.length);
      if (splitter.best.feature < 0) expect(best).toBeLessThan(1e-6);
      else expect(splitter.best.gain).toBeCloseTo(best, 9);
    }),
    { numRuns: 150 },
  );
});

test('two classes are cut as any number of classes are, to the last bit', () => {
  const random = seededRandom(9);
  const rows = 3_000;
  const columns = binColumns(
    Float64Array.from({ length: rows * 2 }, (_, i) => (i % 2 === 0 ? random() : Math.round(random() * 40))),
    rows,
    2,
  );
  const codes = Int32Array.from({ length: rows }, (_, row) => (columns.ranks[0]![row]! / rows + random() > 1 ? 1 : 0));
  const weights = Uint8Array.from({ length: rows }, () => 1 + below(random, 3));
  for (let from = 0; from < rows; from += 31) {
    const to = Math.min(rows, from + 2 + below(random, 400));
    const found = [new PairSplitter(columns, codes, weights, 2), new GiniSplitter(columns, codes, weights, 2, 2)].map((splitter) => {
      if (splitter.enter(everyRow(rows), from, to)) for (const feature of [0, 1]) splitter.search(feature, everyRow(rows), from, to);
      const leaf: number[] = [];
      splitter.leaf(leaf);
      return { ...splitter.best, leaf };
    });
    expect(found[0]).toEqual(found[1]);
  }
});

test('the gradient cut is the best one too', () => {
  fc.assert(
    fc.property(table, ({ x, label, weight, minLeaf }) => {
      const gradients = Float64Array.from(label, (value) => value - 1);
      const hessians = Float64Array.from(weight, (value) => value / 4);
      const score = (rows: number[]) => {
        const g = rows.reduce((sum, row) => sum + gradients[row]!, 0);
        return (g * g) / (rows.reduce((sum, row) => sum + hessians[row]!, 0) + 1);
      };
      const rows = x.map((_, row) => row);
      let best = 0;
      for (const cut of cuts(x)) {
        const left = rows.filter((row) => x[row]! <= cut);
        const right = rows.filter((row) => x[row]! > cut);
        if (left.length >= minLeaf && right.length >= minLeaf) best = Math.max(best, score(left) + score(right) - score(rows));
      }
      const columns = binColumns(Float64Array.from(x), x.length, 1);
      const splitter = new GradientSplitter(columns, { gradients, hessians }, { minLeaf, l2: 1, learningRate: 0.1 });
      if (splitter.enter(everyRow(x.length), 0, x.length)) splitter.search(0, everyRow(x.length), 0, x.length);
      if (splitter.best.feature < 0) expect(best).toBeLessThan(1e-6);
      else expect(splitter.best.gain).toBeCloseTo(best, 9);
    }),
    { numRuns: 300 },
  );
});

test('columns keep the order of their values, in ranks and in at most 255 bins of even size', () => {
  const values = Float64Array.from({ length: 5_000 }, (_, i) => Math.exp(((i * 7919) % 5_000) / 500));
  const { ranks, bins, distinct, binLow, binHigh } = binColumns(values, values.length, 1);
  const sizes = new Map<number, number>();
  values.forEach((value, row) => {
    expect(distinct[0]![ranks[0]![row]!]).toBe(value);
    const bin = bins[0]![row]!;
    expect(ranks[0]![row]).toBeGreaterThanOrEqual(binLow[0]![bin]!);
    expect(ranks[0]![row]).toBeLessThanOrEqual(binHigh[0]![bin]!);
    sizes.set(bin, (sizes.get(bin) ?? 0) + 1);
  });
  expect(sizes.size).toBe(255);
  expect(Math.max(...sizes.values())).toBeLessThan(2 * (5_000 / 255));
});
