/** How far back the page looks, and what of it a simulation made. Pure. */
import type { Simulation, TrafficWindow } from '#contract';

export const ranges = {
  '5m': { windowMs: 5000, windows: 60 },
  '1h': { windowMs: 15_000, windows: 240 },
  '24h': { windowMs: 300_000, windows: 288 },
} as const;

export type Range = keyof typeof ranges;
export type Span = readonly [from: number, to: number];

/** The shortest range that shows the newest traffic; `widest` are the windows of 24 hours. */
export function fittingRange(widest: readonly TrafficWindow[], now: number): Range {
  const last = widest.findLast((window) => window.requests > 0);
  if (!last) return '5m';
  const age = now - last.end;
  const lengthOf = (range: Range) => ranges[range].windowMs * ranges[range].windows;
  return (['5m', '1h'] as const).find((range) => age < lengthOf(range) * 0.8) ?? '24h';
}

export function spanOf(windows: readonly TrafficWindow[]): Span {
  return [windows[0]?.start ?? 0, windows.at(-1)?.end ?? 0];
}

export function overlaps(span: Span, start: number, end: number): boolean {
  return start < span[1] && end > span[0];
}

type Played = Pick<Simulation, 'startedAt' | 'endedAt'>;

/** Simulations that sent requests in this time. */
export function playedIn<T extends Played>(simulations: readonly T[], start: number, end: number): T[] {
  return simulations.filter((simulation) => overlaps([start, end + 1], simulation.startedAt, simulation.endedAt ?? Number.POSITIVE_INFINITY));
}

export function within(windows: readonly TrafficWindow[], span: Span | null): TrafficWindow[] {
  return span === null ? [...windows] : windows.filter((window) => overlaps(span, window.start, window.end));
}

export interface Totals {
  requests: number;
  errors: number;
  /** Of the last window with traffic: percentiles of several windows do not add up. */
  p50: number | null;
  p95: number | null;
}

export function totalsOf(windows: readonly TrafficWindow[]): Totals {
  const sum = (key: 'requests' | 'errors') => windows.reduce((total, window) => total + window[key], 0);
  const last = windows.findLast((window) => window.requests > 0);
  return { requests: sum('requests'), errors: sum('errors'), p50: last?.p50 ?? null, p95: last?.p95 ?? null };
}
