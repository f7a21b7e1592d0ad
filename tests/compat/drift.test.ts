/** The statistics of drift against SciPy: 200 generated pairs of samples and six real ones; statistics to 1e-12, p-values to 1e-9, relatively. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { populationStability, quantileEdges, shares } from '../../src-main/monitoring/statistics/bins.ts';
import { chiSquare } from '../../src-main/monitoring/statistics/chi-square.ts';
import { benjaminiHochberg } from '../../src-main/monitoring/statistics/corrected.ts';
import { fisherGreater } from '../../src-main/monitoring/statistics/fisher.ts';
import { jensenShannon } from '../../src-main/monitoring/statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../src-main/monitoring/statistics/kolmogorov-smirnov.ts';
import { mannWhitney } from '../../src-main/monitoring/statistics/mann-whitney.ts';
import { maximumMeanDiscrepancy } from '../../src-main/monitoring/statistics/mmd.ts';
import { comparePair, sampleOf } from '../../src-main/monitoring/statistics/pair.ts';
import { wasserstein } from '../../src-main/monitoring/statistics/wasserstein.ts';
import { seededRandom, shuffleInPlace } from '../../src-runtime/ml/random.ts';
import { generatedPairs, type Pair, realPairs } from './drift/pairs.ts';
import { peerPython } from './tables/peer.ts';

interface Found {
  ks?: [number, number];
  wasserstein?: number;
  mannWhitney?: [number, number];
  js?: number;
  psi?: number;
  gaps?: [number, number];
  chi2?: [number, number];
  outliers?: [number, number];
}
interface Answer {
  pairs: Found[];
  mmd: [number, number][];
  bh: number[][];
}

const { python, missing } = peerPython();
const folder = mkdtempSync(join(tmpdir(), 'bancada-drift-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Anywhere: what is compared is the test. */
const fences = (sorted: Float64Array) => [sorted[Math.floor(sorted.length * 0.03)] ?? 0, sorted[Math.floor(sorted.length * 0.98)] ?? 0] as const;
const values = (sample: Float64Array) => sample.filter((value) => !Number.isNaN(value));
const prepared = (pairs: readonly Pair[]) =>
  pairs.map((pair) => {
    const [x, y] = [values(pair.first), values(pair.second)];
    const [sortedX, sortedY] = [x.slice().sort(), y.slice().sort()];
    return { ...pair, x, y, sortedX, sortedY, edges: x.length > 0 ? quantileEdges(sortedX, 10) : [], fences: fences(sortedX) };
  });
type Prepared = ReturnType<typeof prepared>[number];

function mmdCase(n: number, m: number, width: number, shift: number) {
  const random = seededRandom(n * m);
  const rows = Array.from({ length: n + m }, (_, i) => Array.from({ length: width }, () => random() + (i < n ? 0 : shift)));
  const orders: number[][] = [];
  const shuffle = (order: Int32Array) => {
    shuffleInPlace(order, random);
    orders.push([...order]);
  };
  const flat = (part: readonly number[][]) => Float64Array.from(part.flat());
  const ours = maximumMeanDiscrepancy(flat(rows.slice(0, n)), flat(rows.slice(n)), width, { permutations: 60, shuffle });
  return { rows, n, orders, ours };
}

/** Benjamini–Hochberg of p-values with repeats, in no order. */
const listsOfP = [[0.04, 0.01, 0.5, 0.01, 0.9], [0.2], Array.from({ length: 300 }, (_, i) => ((i * 7919) % 1009) / 1009)];

function differ(ours: number, theirs: number, within: number): boolean {
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return true;
  return Math.abs(ours - theirs) > within * Math.max(Math.abs(theirs), 1e-290);
}

describe.skipIf(python === null)(`drift ${missing}`, () => {
  const pairs = prepared([...generatedPairs(), ...realPairs()]);
  const mmd = [mmdCase(30, 40, 3, 0), mmdCase(25, 25, 2, 0.3), mmdCase(60, 20, 5, 0.1)];
  let theirs: Answer;

  beforeAll(() => {
    const parts = pairs.flatMap(({ first, second }) => [first, second]);
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    const starts: number[] = [];
    let at = 0;
    for (const part of parts) {
      starts.push(at);
      all.set(part, at);
      at += part.length;
    }
    writeFileSync(join(folder, 'values.f64'), all);
    const about = {
      pairs: pairs.map(({ first, second, categories, edges, fences }, i) => ({
        at: starts[2 * i],
        n: first.length,
        m: second.length,
        categories,
        edges,
        fences,
      })),
      mmd: mmd.map(({ rows, n, orders }) => ({ rows, n, orders })),
      ps: listsOfP,
    };
    writeFileSync(join(folder, 'pairs.json'), JSON.stringify(about));
    const { stdout, stderr, status } = spawnSync(python!, [fileURLToPath(new URL('drift/peer.py', import.meta.url)), folder], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(stderr.slice(-2000));
    theirs = JSON.parse(stdout) as Answer;
  }, 120_000);

  /** Each statistic within 1e-12, each p-value within 1e-9 of SciPy's, for every pair it is defined for. */
  function compare(of: (pair: Prepared) => { statistic: number; p?: number }, which: keyof Found): void {
    const wrong: string[] = [];
    let compared = 0;
    for (const [i, pair] of pairs.entries()) {
      const peer = theirs.pairs[i]![which];
      if (peer === undefined) continue;
      compared++;
      const [statistic, p] = Array.isArray(peer) ? peer : [peer];
      const ours = of(pair);
      if (differ(ours.statistic, statistic!, 1e-12) && Math.abs(ours.statistic - statistic!) > 1e-12)
        wrong.push(`${pair.name}: ${ours.statistic} ≠ ${statistic}`);
      if (p !== undefined && differ(ours.p!, p, 1e-9)) wrong.push(`${pair.name}: p ${ours.p} ≠ ${p}`);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  }

  test('206 pairs', () => expect(pairs.length).toBe(206));
  test('Kolmogorov–Smirnov, exact or asymptotic as SciPy chooses', () =>
    compare(({ sortedX, sortedY }) => kolmogorovSmirnov(sortedX, sortedY), 'ks'));
  test('the same without sorting', () => compare(({ x, y }) => comparePair(sampleOf(x), sampleOf(y)).ks, 'ks'));
  test('Wasserstein', () => compare(({ sortedX, sortedY }) => ({ statistic: wasserstein(sortedX, sortedY) }), 'wasserstein'));
  test('the same without sorting', () => compare(({ x, y }) => ({ statistic: comparePair(sampleOf(x), sampleOf(y)).wasserstein }), 'wasserstein'));
  test('Mann–Whitney, which judges the domain classifier', () =>
    compare(({ x, y }) => {
      const { u, p } = mannWhitney(x, y);
      return { statistic: u, p };
    }, 'mannWhitney'));
  test('Jensen–Shannon and PSI over the same bins', () => {
    const binned = ({ sortedX, sortedY, edges }: Prepared) => [shares(sortedX, edges), shares(sortedY, edges)] as const;
    compare((pair) => ({ statistic: jensenShannon(...binned(pair)) }), 'js');
    compare((pair) => ({ statistic: populationStability(...binned(pair)) }), 'psi');
  });
  test('chi-square of gaps and of categories', () => {
    const counts = (sample: Float64Array, names: readonly number[]) => names.map((name) => sample.filter((value) => value === name).length);
    compare(({ first, second, x, y }) => chiSquare([x.length, first.length - x.length], [y.length, second.length - y.length]), 'gaps');
    compare(({ x, y }) => {
      const names = [...new Set([...x, ...y])];
      return chiSquare(counts(x, names), counts(y, names));
    }, 'chi2');
  });
  test('Fisher’s exact test on what lies beyond two values', () =>
    compare(({ x, y, fences: [low, high] }) => {
      const hits = (sample: Float64Array) => ({ hits: sample.filter((value) => value < low || value > high).length, all: sample.length });
      return { statistic: hits(y).hits / y.length, p: fisherGreater(hits(x), hits(y)) };
    }, 'outliers'));
  test('MMD by numpy, and its p-value over the same permutations', () => {
    for (const [i, { ours }] of mmd.entries()) {
      expect(Math.abs(ours.statistic - theirs.mmd[i]![0])).toBeLessThan(1e-12);
      expect(ours.p).toBe(theirs.mmd[i]![1]);
    }
  });
  test('Benjamini–Hochberg', () => {
    for (const [i, ps] of listsOfP.entries())
      for (const [j, q] of benjaminiHochberg(ps).entries()) expect(differ(q, theirs.bh[i]![j]!, 1e-9), `${q}`).toBe(false);
  });
});
