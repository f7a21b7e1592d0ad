/** Where things stand on the timeline. Pure. */
import type { TrafficWindow } from '#contract';
import type { Span } from './ranges.ts';

export interface Mark {
  key: string;
  start: number;
  end: number;
  look: 'firing' | 'resolved' | 'simulation' | 'deploy';
  title: string;
}

export interface Lane {
  id: 'alerts' | 'simulations' | 'deploys';
  marks: readonly Mark[];
}

export interface Scale {
  (at: number): number;
  invert(x: number): number;
}

export function timeScale([from, to]: Span, left: number, right: number): Scale {
  const length = Math.max(1, to - from);
  const scale = (at: number) => left + ((at - from) / length) * (right - left);
  return Object.assign(scale, { invert: (x: number) => from + ((x - left) / (right - left)) * length });
}

export interface Bar {
  window: TrafficWindow;
  x: number;
  width: number;
  height: number;
}

/** A bar per window that had requests, never too small to be seen. */
export function barsOf(windows: readonly TrafficWindow[], scale: Scale, height: number): Bar[] {
  const most = Math.max(1, ...windows.map(({ requests }) => requests));
  return windows
    .filter(({ requests }) => requests > 0)
    .map((window) => ({
      window,
      x: scale(window.start),
      width: Math.max(2, scale(window.end) - scale(window.start) - 1),
      height: Math.max(2, (window.requests / most) * height),
    }));
}

/** Round times, at most `most` of them, none so late that its words would be cut. */
export function ticksOf([from, to]: Span, most: number): { step: number; ticks: number[] } {
  const steps = [30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000, 43_200_000];
  const step = steps.find((each) => (to - from) / each <= most) ?? 86_400_000;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  const ticks = Array.from({ length: count }, (_, index) => first + index * step).filter((at) => at < to - (to - from) * 0.05);
  return { step, ticks };
}
