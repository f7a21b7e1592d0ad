import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialProbability } from './binomial.ts';
import { populationStability, quantileEdges, shares } from './bins.ts';
import { chiSquare, poolRare } from './chi-square.ts';
import { benjaminiHochberg } from './corrected.ts';
import { lnGamma, upperGamma } from './gamma.ts';
import { smirnovTail } from './kolmogorov.ts';
import { kolmogorovSmirnov, twoSampleTail } from './kolmogorov-smirnov.ts';

interface Fixtures {
  ks: { x: number[]; y: number[]; statistic: number; p: number }[];
  pValues: { n: number; m: number; h: number; p: number }[];
  chi2: { a: number[]; b: number[]; statistic: number; freedom: number; p: number }[];
  gamma: { a: number; x: number; q: number; ln: number }[];
  bh: { p: number[]; q: number[] }[];
}
/** Made by fixtures.py. */
const scipy = JSON.parse(readFileSync(new URL('./fixtures.json', import.meta.url), 'utf8')) as Fixtures;

function close(found: number, wanted: number, about = ''): void {
  expect(Math.abs(found - wanted) / Math.max(Math.abs(wanted), 1e-290), `${about} ${found} ${wanted}`).toBeLessThan(1e-9);
}
const sorted = (values: readonly number[]) => Float64Array.from(values).sort();
const ks = (a: readonly number[], b: readonly number[]) => kolmogorovSmirnov(sorted(a), sorted(b));

describe('agrees with SciPy to 1e-9, relatively', () => {
  it('in the two-sample Kolmogorov–Smirnov test, with ties too', () => {
    for (const { x, y, statistic, p } of scipy.ks) {
      const found = ks(x, y);
      close(found.statistic, statistic);
      close(found.p, p, `${x.length} ${y.length}`);
    }
  });
  it('in its p-values, exact and asymptotic, down to 1e-70', () => {
    for (const { n, m, h, p } of scipy.pValues) close(twoSampleTail(n, m, h), p, JSON.stringify({ n, m, h }));
  });
  it('in the chi-square test', () => {
    for (const { a, b, statistic, freedom, p } of scipy.chi2) {
      const found = chiSquare(a, b);
      expect(found.freedom).toBe(freedom);
      close(found.statistic, statistic);
      close(found.p, p);
    }
  });
  it('in the incomplete gamma function', () => {
    for (const { a, x, q, ln } of scipy.gamma) {
      if (q > 1e-280) close(upperGamma(a, x), q, `Q(${a}, ${x})`);
      expect(Math.abs(lnGamma(a) - ln)).toBeLessThan(1e-9 * Math.max(1, Math.abs(ln)));
    }
  });
  it('in the correction for many tests', () => {
    for (const { p, q } of scipy.bh) for (const [i, value] of benjaminiHochberg(p).entries()) close(value, q[i]!);
  });
});

const values = (min = 1) => fc.array(fc.integer({ min: -20, max: 20 }), { minLength: min, maxLength: 60 });

describe('Kolmogorov–Smirnov', () => {
  it('does not care which sample comes first', () => {
    fc.assert(
      fc.property(values(), values(), (a, b) => {
        expect(ks(a, b).statistic).toBeCloseTo(ks(b, a).statistic, 14);
        expect(ks(a, b).p).toBeCloseTo(ks(b, a).p, 12);
      }),
    );
  });
  it('does not change under a monotone map', () => {
    fc.assert(
      fc.property(values(), values(), (a, b) => {
        const map = (xs: readonly number[]) => xs.map((x) => Math.exp(x / 5) + 3);
        expect(ks(map(a), map(b))).toMatchObject({ statistic: ks(a, b).statistic, p: ks(a, b).p });
      }),
    );
  });
  it('finds nothing between a sample and itself, and everything between samples apart', () => {
    fc.assert(
      fc.property(values(), (a) => {
        expect(ks(a, a)).toMatchObject({ statistic: 0, p: 1 });
        const apart = ks(
          a,
          a.map((x) => x + 1000),
        );
        expect(apart.statistic).toBe(1);
        close(apart.p, 2 / binomial(2 * a.length, a.length));
      }),
    );
  });
  it('gives p-values that fall as the distance grows', () => {
    for (const [n, m] of [
      [40, 60],
      [20_000, 300],
    ] as const) {
      const tails = Array.from({ length: 30 }, (_, i) => twoSampleTail(n, m, 1 + i * Math.ceil((n * m) / gcd(n, m) / 60)));
      for (let i = 1; i < tails.length; i++) expect(tails[i]!).toBeLessThanOrEqual(tails[i - 1]! + 1e-12);
    }
  });
  it('is the same as counting every order of small samples', () => {
    for (const [n, m] of [
      [3, 4],
      [4, 6],
      [5, 5],
    ] as const) {
      const lcm = (n * m) / gcd(n, m);
      for (let h = 1; h <= lcm; h++) expect(twoSampleTail(n, m, h)).toBeCloseTo(countOrders(n, m, h), 12);
    }
  });
});

describe('chi-square', () => {
  it('does not care about the order of categories or of samples, nor about empty ones', () => {
    const pairs = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(pairs, (table) => {
        const [a, b] = [table.map((pair) => pair[0]), table.map((pair) => pair[1])];
        const { p } = chiSquare(a, b);
        expect(chiSquare(b, a).p).toBeCloseTo(p, 12);
        expect(chiSquare(a.toReversed(), b.toReversed()).p).toBeCloseTo(p, 12);
        expect(chiSquare([...a, 0], [...b, 0]).p).toBe(p);
      }),
    );
  });
  it('pools rare categories until the test holds, losing none', () => {
    const counts = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counts, (table) => {
        const [a, b] = [table.map((pair) => pair[0]), table.map((pair) => pair[1])];
        const [m, n] = [a, b].map((row) => row.reduce((sum, x) => sum + x, 0)) as [number, number];
        fc.pre(m > 0 && n > 0);
        const groups = poolRare(a, b);
        expect(groups.flat().sort((x, y) => x - y)).toEqual(table.map((_, i) => i));
        const expected = groups.map((group) => (group.reduce((sum, i) => sum + a[i]! + b[i]!, 0) * Math.min(m, n)) / (m + n));
        if (groups.length > 1) for (const count of expected) expect(count).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});

describe('bins and stability', () => {
  it('shares out all values, and equal samples are stable', () => {
    fc.assert(
      fc.property(values(), values(), (a, b) => {
        const edges = quantileEdges(sorted(a), 10);
        const [before, now] = [shares(sorted(a), edges), shares(sorted(b), edges)];
        expect(before.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
        expect(now.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
        expect(populationStability(before, before)).toBe(0);
        expect(populationStability(before, now)).toBeCloseTo(populationStability(now, before), 12);
        expect(populationStability(before, now)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  it('makes ten equal bins of values that do not repeat', () => {
    const sample = sorted(Array.from({ length: 1000 }, (_, i) => i));
    expect(shares(sample, quantileEdges(sample, 10))).toEqual(new Array(10).fill(0.1));
  });
});

describe('correction for many tests', () => {
  it('never lowers a p-value, keeps their order, and is Bonferroni’s for the smallest of equals', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (ps) => {
        const qs = benjaminiHochberg(ps);
        ps.forEach((p, i) => {
          expect(qs[i]!).toBeGreaterThanOrEqual(p - 1e-15);
          expect(qs[i]!).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-15);
          for (const [j, other] of ps.entries()) if (other > p) expect(qs[j]!).toBeGreaterThanOrEqual(qs[i]!);
        });
      }),
    );
  });
});

it('binomial probabilities add up to one and match the product of factors', () => {
  for (const p of [0.001, 0.3, 0.5, 0.97]) {
    expect(Array.from({ length: 51 }, (_, k) => binomialProbability(k, 50, p)).reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 13);
    close(binomialProbability(7, 50, p), binomial(50, 7) * p ** 7 * (1 - p) ** 43);
  }
  close(smirnovTail(1, 0.3), 0.7);
});

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}
function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
/** Share of all paths that reach the distance h. */
function countOrders(n: number, m: number, h: number): number {
  let reached = 0;
  let all = 0;
  const walk = (i: number, j: number, far: boolean) => {
    const now = far || Math.abs(i * m - j * n) / gcd(n, m) >= h;
    if (i === n && j === m) {
      all++;
      if (now) reached++;
      return;
    }
    if (i < n) walk(i + 1, j, now);
    if (j < m) walk(i, j + 1, now);
  };
  walk(0, 0, false);
  return reached / all;
}
