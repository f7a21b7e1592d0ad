import { expect, it } from 'vitest';
import { fittingRange, playedIn, within } from './ranges.ts';

const window = (start: number, requests: number) => ({ start, end: start + 1000, requests, errors: 0, p50: null, p95: null, p99: null, labels: {} });
const minute = 60_000;

it('looks only as far back as the newest traffic needs', () => {
  const now = 100 * minute;
  expect(fittingRange([window(now - minute, 3)], now)).toBe('5m');
  expect(fittingRange([window(now - 10 * minute, 3), window(now, 0)], now)).toBe('1h');
  expect(fittingRange([window(now - 50 * minute, 3)], now)).toBe('24h');
  expect(fittingRange([], now)).toBe('5m');
});

it('knows the simulations that sent requests in a window, those under way too', () => {
  const over = { startedAt: 1000, endedAt: 2000 };
  const running = { startedAt: 5000, endedAt: null };
  expect(playedIn([over, running], 1500, 1800)).toEqual([over]);
  expect(playedIn([over, running], 3000, 4000)).toEqual([]);
  expect(playedIn([over, running], 3000, 9000)).toEqual([running]);
});

it('keeps the windows that the brush touches', () => {
  const windows = [window(0, 1), window(1000, 1), window(2000, 1)];
  expect(within(windows, [1500, 2500])).toEqual(windows.slice(1));
  expect(within(windows, null)).toEqual(windows);
});
