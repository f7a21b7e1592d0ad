import { expect, it } from 'vitest';
import { barsOf, ticksOf, timeScale } from './timeline-model.ts';

it('turns times into places and back', () => {
  const scale = timeScale([1000, 3000], 100, 300);
  expect(scale(2000)).toBe(200);
  expect(scale.invert(200)).toBe(2000);
});

it('draws a bar only where there were requests, and never one too small to see', () => {
  const window = (start: number, requests: number) => ({ start, end: start + 10, requests, errors: 0, p50: null, p95: null, p99: null, labels: {} });
  const bars = barsOf([window(0, 0), window(10, 1000), window(20, 1)], timeScale([0, 30], 0, 3), 50);
  expect(bars.map(({ height, width }) => [height, width])).toEqual([
    [50, 2],
    [2, 2],
  ]);
});

it('puts ticks on round times', () => {
  const hour = 3_600_000;
  expect(ticksOf([hour - 1000, 2 * hour], 5)).toEqual({ step: 900_000, ticks: [hour, hour + 900_000, hour + 1_800_000, hour + 2_700_000] });
});
