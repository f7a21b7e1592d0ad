import { describe, expect, it } from 'vitest';
import type { FoundRun } from '../found.ts';
import { leastP, pairsOf, signFlip, verdictsOf } from './verdict.ts';

const run = (runId: string, seed: string | null, metrics: Record<string, number>): FoundRun => ({
  ...{ runId, parentRunId: null, experimentId: '1', name: runId, status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params: seed === null ? {} : { random_state: seed }, metrics, tags: {}, childCount: 0, userId: '', lifecycle: 'active' },
});
const group = (id: string, ...runs: FoundRun[]) => ({ id, label: id, runs });

describe('pairs', () => {
  it('are of runs with the same seed', () => {
    const a = group('a', run('a1', '1', {}), run('a2', '2', {}), run('a3', '3', {}));
    const b = group('b', run('b3', '3', {}), run('b1', '1', {}));
    expect(pairsOf(a, b)?.map((pair) => [pair.a.runId, pair.b.runId])).toEqual([
      ['a1', 'b1'],
      ['a3', 'b3'],
    ]);
  });
  it('are none where nothing says who belongs to whom', () => {
    const sound = group('a', run('1', '1', {}), run('2', '2', {}));
    expect(pairsOf(sound, group('b', run('3', null, {}), run('4', '2', {})))).toBeNull();
    expect(pairsOf(sound, group('b', run('3', '1', {}), run('4', '1', {})))).toBeNull();
    expect(pairsOf(sound, group('b', run('3', '8', {}), run('4', '9', {})))).toBeNull();
  });
});

describe('the sign-flip test', () => {
  it('counts every way, as worked out by hand', () => {
    // 1+2+3 = 6 and −6 of eight ways.
    expect(signFlip([1, 2, 3])).toBe(0.25);
    // |1+2−3| = 0: every way reaches it.
    expect(signFlip([1, 2, -3])).toBe(1);
    // |3+3−1| = 5: 7, 5, −5, −7 among the eight.
    expect(signFlip([3, 3, -1])).toBe(0.5);
    expect(signFlip([0, 0, 0])).toBe(1);
  });
  it('gives no less than so many pairs can say', () => {
    for (const n of [2, 5, 8]) expect(signFlip(Array(n).fill(1))).toBe(leastP(n));
    expect(leastP(5)).toBe(0.0625);
  });
  it('draws lots where there are too many ways, and comes near', () => {
    const noise = Array.from({ length: 40 }, (_, i) => Math.sin(i * 7.3));
    expect(signFlip(noise)).toBeGreaterThan(0.2);
    expect(signFlip(noise.map((each) => each + 0.6))).toBeLessThan(0.001);
  });
});

it('judges each metric that both sides have, the surest first', () => {
  const pairs = pairsOf(
    group('a', ...[1, 2, 3].map((seed) => run(`a${seed}`, `${seed}`, { f1: 0.5, noisy: seed, only: 1 }))),
    group('b', ...[1, 2, 3].map((seed) => run(`b${seed}`, `${seed}`, { f1: 0.6, noisy: 4 - seed, bad: Number.NaN }))),
  );
  const [f1, noisy, ...rest] = verdictsOf(pairs ?? []);
  expect(f1).toMatchObject({ metric: 'f1', pairs: 3, greater: 3, less: 0, p: 0.25 });
  expect(f1?.difference).toBeCloseTo(0.1);
  expect(noisy).toMatchObject({ metric: 'noisy', difference: 0, greater: 1, less: 1, p: 1 });
  expect(rest).toEqual([]);
});
