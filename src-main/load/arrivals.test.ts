import { expect, it } from 'vitest';
import { loadPlan } from '../contract/load.ts';
import { rateAt, requestsIn, stagesOf } from '../contract/load-stages.ts';
import { arrivals } from './arrivals.ts';

const all = (profile: Parameters<typeof stagesOf>[0], how: 'even' | 'random' = 'even', seed = 7) => [...arrivals(stagesOf(profile), how, seed)];
const between = (times: readonly number[], from: number, to: number) => times.filter((time) => time >= from && time < to).length;

it('sends at even distances at a constant rate', () => {
  const times = all({ kind: 'constant', rate: 200, seconds: 3 });
  expect(times).toHaveLength(600);
  for (const [i, time] of times.entries()) expect(time).toBeCloseTo(i * 5, 6);
});

it('sends as many as lie under a ramp, more and more of them', () => {
  const profile = { kind: 'ramp', from: 0, rate: 100, seconds: 10 } as const;
  const times = all(profile);
  expect(times).toHaveLength(500);
  expect(requestsIn(profile)).toBe(500);
  for (let second = 0; second < 10; second++) expect(between(times, second * 1000, (second + 1) * 1000)).toBeCloseTo(second * 10 + 5, -1);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

it('has its spike in the middle, and its wave between low and high', () => {
  const spike = { kind: 'spike', rate: 10, peak: 500, peakSeconds: 2, seconds: 10 } as const;
  const times = all(spike);
  expect(between(times, 4000, 6000)).toBe(1000);
  expect(between(times, 0, 3800)).toBe(38);
  expect(rateAt(stagesOf(spike), 5)).toBe(500);
  const wave = stagesOf({ kind: 'wave', low: 20, rate: 100, period: 4, seconds: 8 });
  expect([0, 2, 4, 6, 8].map((time) => Math.round(rateAt(wave, time)))).toEqual([20, 100, 20, 100, 20]);
  expect(wave.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(8);
});

it('comes at random with the same mean, the same each time for one seed', () => {
  const profile = { kind: 'constant', rate: 1000, seconds: 20 } as const;
  const times = all(profile, 'random', 1);
  expect(Math.abs(times.length - 20_000)).toBeLessThan(5 * Math.sqrt(20_000));
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  // Exponential: as many above the mean as e⁻¹.
  expect(gaps.filter((gap) => gap > 1).length / gaps.length).toBeCloseTo(Math.exp(-1), 1);
  expect(all(profile, 'random', 1)).toEqual(times);
  expect(all(profile, 'random', 2)).not.toEqual(times);
});

it('refuses what nobody could send', () => {
  const plan = { endpoint: 'x', profile: { kind: 'constant', rate: 50_000, seconds: 3600 } };
  expect(loadPlan.safeParse(plan).success).toBe(false);
});
