import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CapturedRequest } from '../contract/serving.ts';
import { createFacts, quantile, trafficWindows } from './traffic.ts';

const request = (at: number, over: Partial<CapturedRequest> = {}): CapturedRequest => ({
  ...{ id: `r${at}`, at, route: '/predict', status: 200, ms: 1, row: {}, label: 'a', probabilities: null, error: null },
  ...over,
});

it('puts every request of the span into exactly one window', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10_000 })),
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 1, max: 20 }),
      (times, width, count) => {
        const facts = createFacts();
        facts.add(times.sort((a, b) => a - b).map((at, i) => request(at, { id: `r${i}` })));
        const windows = trafficWindows(facts.since(0), 10_000, width, count);
        expect(windows).toHaveLength(count);
        windows.forEach((window, i) => {
          expect(Number.isInteger(window.start / width)).toBe(true);
          if (i > 0) expect(window.start).toBe(windows[i - 1]!.end);
        });
        const last = windows.at(-1)!;
        expect(last.start <= 10_000 && 10_000 < last.end).toBe(true);
        const inside = times.filter((at) => at >= windows[0]!.start && at < last.end).length;
        expect(windows.reduce((sum, window) => sum + window.requests, 0)).toBe(inside);
      },
    ),
  );
});

it('counts a batch as one request with all its predictions', () => {
  const facts = createFacts();
  facts.add([request(1, { id: 'x', label: 'a' }), request(1, { id: 'x', label: 'b' })]);
  facts.add([request(1, { id: 'x', label: 'b' }), request(2, { id: 'y', status: 422, label: null })]);
  expect(trafficWindows(facts.since(0), 5, 10, 1)).toMatchObject([{ requests: 2, errors: 1, labels: { a: 1, b: 2 } }]);
});

it('keeps only the newest', () => {
  const facts = createFacts(10);
  facts.add(Array.from({ length: 100 }, (_, i) => request(i)));
  expect(facts.since(0).length).toBeLessThanOrEqual(12);
  expect(facts.since(99)).toHaveLength(1);
});

it('takes quantiles by nearest rank', () => {
  const sample = Array.from({ length: 100 }, (_, i) => i + 1);
  expect([0.5, 0.95, 0.99, 1].map((q) => quantile(sample, q))).toEqual([50, 95, 99, 100]);
  expect(quantile([], 0.5)).toBeNull();
});
