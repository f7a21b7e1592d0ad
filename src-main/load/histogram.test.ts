import { expect, it } from 'vitest';
import { createHistogram } from './histogram.ts';

/** From a quarter of a millisecond to four minutes, the same each time. */
const values = Array.from({ length: 20_000 }, (_, i) => 10 ** (((i * 7919) % 20_000) / 3333 - 0.6));
const sorted = values.toSorted((a, b) => a - b);

it('gives every quantile to within half a per cent', () => {
  const histogram = createHistogram();
  for (const value of values) histogram.add(value);
  for (const q of [0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1]) {
    const exact = sorted[Math.ceil(q * sorted.length) - 1]!;
    expect(Math.abs(histogram.quantile(q) - exact) / exact).toBeLessThan(0.006);
  }
  const { count, mean, min, max, p99 } = histogram.summary()!;
  expect(count).toBe(20_000);
  expect(mean).toBeCloseTo(values.reduce((sum, each) => sum + each, 0) / values.length, 2);
  expect([min, max].map((each) => each.toFixed(3))).toEqual([sorted[0]!.toFixed(3), sorted.at(-1)!.toFixed(3)]);
  expect(p99.low).toBeLessThan(p99.ms);
  expect(p99.high).toBeGreaterThan(p99.ms);
  const few = createHistogram();
  for (let i = 1; i <= 500; i++) few.add(i);
  // What lies above one in a thousand of five hundred, nobody has seen.
  expect(few.summary()!.p999.high).toBeNull();
});

it('adds up to the same, taken in parts, and keeps every count when it is drawn', () => {
  const [whole, part, sum] = [createHistogram(), createHistogram(), createHistogram()];
  for (const [i, value] of values.entries()) {
    whole.add(value);
    part.add(value);
    if (i % 777 === 0) sum.addAll(part.take());
  }
  sum.addAll(part.take());
  expect(part.count).toBe(0);
  expect(part.summary()).toBeNull();
  expect(sum.summary()).toEqual(whole.summary());
  for (const pairs of [whole.drawn(), whole.all()]) expect(pairs.reduce((all, [, count]) => all + count, 0)).toBe(20_000);
  expect(whole.drawn().length).toBeLessThan(whole.all().length / 4);
});

it('puts nothing above its edge or below the edge before', () => {
  for (const ms of [0, 0.001, 0.255, 0.256, 0.257, 1, 12.345, 999.999, 60_000]) {
    const histogram = createHistogram();
    histogram.add(ms);
    const [[edge]] = histogram.all() as [[number, number]];
    expect(edge).toBeGreaterThan(ms);
    expect(edge).toBeLessThanOrEqual(ms * (1 + 1 / 128) + 0.001 + 1e-9);
  }
});
