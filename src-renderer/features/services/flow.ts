/** What went through in the last window that had traffic. */
import type { TrafficWindow } from '#contract';

export interface Flow {
  perSecond: number;
  p50: number | null;
  p95: number | null;
  errorShare: number;
}

export function lastFlow(windows: readonly TrafficWindow[], windowMs: number): Flow | null {
  const last = windows.findLast((window) => window.requests > 0);
  if (!last) return null;
  return { perSecond: last.requests / (windowMs / 1000), p50: last.p50, p95: last.p95, errorShare: last.errors / last.requests };
}
