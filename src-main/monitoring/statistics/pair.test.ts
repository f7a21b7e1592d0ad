import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-runtime/ml/random.ts';
import { calibrated, isotonic } from './isotonic.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { mannWhitney } from './mann-whitney.ts';
import { maximumMeanDiscrepancy } from './mmd.ts';
import { comparePair, sampleOf } from './pair.ts';
import { wasserstein } from './wasserstein.ts';

const values = fc.oneof(
  fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 80 }),
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 80 }),
  fc.array(fc.constantFrom(0, 1e-9, 5, 1e12), { minLength: 1, maxLength: 80 }),
);
const sorted = (list: readonly number[]) => Float64Array.from(list).sort();
const sample = (list: readonly number[]) => sampleOf(Float64Array.from(list));

describe('samples that are not sorted', () => {
  it('are as far apart as their sorted selves, at the same place, and hold the same values at each rank', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const ranks = a.map((_, i) => i);
        const found = comparePair(
          sample(a),
          sample(b),
          ranks,
          b.map((_, i) => i),
        );
        expect(found.secondValues).toEqual([...sorted(b)]);
        const range = Math.max(...a, ...b) - Math.min(...a, ...b);
        expect(found.ks).toEqual(kolmogorovSmirnov(sorted(a), sorted(b)));
        expect(Math.abs(found.wasserstein - wasserstein(sorted(a), sorted(b)))).toBeLessThanOrEqual(1e-13 * range);
        expect(found.values).toEqual([...sorted(a)]);
        const below = (list: readonly number[], value: number) => list.filter((each) => each < value).length;
        expect(found.below).toEqual(found.values.map((value) => ({ first: below(a, value), second: below(b, value) })));
      }),
      { numRuns: 300 },
    );
  });
  it('are compared so too when they are many', () => {
    const random = seededRandom(5);
    const many = (n: number, shift: number) => Array.from({ length: n }, () => random() + random() + random() + shift);
    const [a, b] = [many(30_000, 0), many(20_000, 0.004)];
    const found = comparePair(sample(a), sample(b), [0, 15_000, 29_999]);
    expect(found.ks).toEqual(kolmogorovSmirnov(sorted(a), sorted(b)));
    expect(found.wasserstein).toBeCloseTo(wasserstein(sorted(a), sorted(b)), 13);
  });
});

describe('bins looked into closer', () => {
  const random = seededRandom(11);
  const list = (n: number, draw: () => number) => Array.from({ length: n }, draw);
  const cauchy = () => Math.tan(Math.PI * (random() - 0.5));
  const same = list(5000, random);
  const cases: Record<string, readonly [number[], number[]]> = {
    'tails a million times wider than the middle': [list(9000, cauchy), list(7001, () => 0.02 + cauchy())],
    'values that repeat': [list(8000, () => Math.round(random() * 300) / 7), list(9000, () => Math.round(random() * 301) / 7)],
    'one value among others': [list(6000, () => (random() < 0.7 ? 0 : random())), list(6000, () => (random() < 0.68 ? 0 : random()))],
    'far from zero': [list(6000, () => 1e9 + random()), list(6000, () => 1e9 + random())],
    'the same in another order': [same, same.toReversed()],
  };
  it.each(Object.entries(cases))('tell what sorting tells: %s', (_, [a, b]) => {
    const ranks = [0, 17, Math.floor(a.length / 3), a.length - 1];
    const found = comparePair(sample(a), sample(b), ranks);
    const reference = wasserstein(sorted(a), sorted(b));
    expect(found.ks).toEqual(kolmogorovSmirnov(sorted(a), sorted(b)));
    expect(Math.abs(found.wasserstein - reference)).toBeLessThanOrEqual(1e-12 * Math.max(reference, 1e-3));
    expect(found.values).toEqual(ranks.map((rank) => sorted(a)[rank]));
  });
});

describe('distances', () => {
  it('are nothing between equals, the same both ways, and Jensen–Shannon’s never more than one', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(wasserstein(sorted(a), sorted(a))).toBe(0);
        expect(wasserstein(sorted(a), sorted(b))).toBe(wasserstein(sorted(b), sorted(a)));
      }),
    );
    expect(jensenShannon([1, 3], [2, 6])).toBe(0);
    expect(jensenShannon([1, 0], [0, 1])).toBe(1);
  });
  it('move with what is moved: Wasserstein’s says by how much', () => {
    expect(wasserstein(sorted([1, 2, 3]), sorted([1, 2, 3].map((x) => x + 10)))).toBe(10);
  });
});

it('Mann–Whitney counts the pairs in which the first is larger, and every order of few values', () => {
  const found = mannWhitney([3, 5], [1, 4]);
  // Of the six orders of two and two, two have three pairs or more.
  expect(found).toMatchObject({ u: 3, auc: 0.75, method: 'exact' });
  expect(found.p).toBeCloseTo(2 / 6, 14);
  expect(mannWhitney([1, 1, 1], [1, 1])).toMatchObject({ auc: 0.5, p: 1 });
});

it('MMD tells samples apart that differ only in how their columns go together, and none that do not', () => {
  const random = seededRandom(3);
  const shuffle = (order: Int32Array) => {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
  };
  const rows = (n: number, together: boolean) =>
    Float64Array.from({ length: n }, random).reduce<Float64Array>(
      (all, x, i) => {
        all[2 * i] = x;
        all[2 * i + 1] = together ? x : random();
        return all;
      },
      new Float64Array(2 * n),
    );
  const p = (a: Float64Array, b: Float64Array) => maximumMeanDiscrepancy(a, b, 2, { permutations: 99, shuffle }).p;
  expect(p(rows(60, true), rows(60, false))).toBe(0.01);
  expect(p(rows(60, true), rows(60, true))).toBeGreaterThan(0.05);
});

it('isotonic calibration rises, averages what it pools, and is drawn straight between', () => {
  const steps = isotonic([0.1, 0.2, 0.2, 0.4, 0.3], [0, 1, 0, 1, 0]);
  expect(steps).toEqual({ from: [0.1, 0.2, 0.3, 0.4], to: [0, 1 / 3, 1 / 3, 1] });
  expect(calibrated(steps, 0.35)).toBeCloseTo(2 / 3, 12);
  expect([calibrated(steps, 0), calibrated(steps, 1)]).toEqual([0, 1]);
});
