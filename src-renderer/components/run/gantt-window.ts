/** `zoomed`, `moved`: the part of the run that the line of time shows, always inside of it. Pure. */
export interface Window {
  from: number;
  to: number;
}

/** No closer than this many milliseconds. */
const closest = 2;

/** `factor` < 1 comes closer; `at` stays where it is. */
export function zoomed({ from, to }: Window, factor: number, at: number, total: number): Window {
  const width = Math.min(total, Math.max(Math.min(closest, total), (to - from) * factor));
  const share = (at - from) / Math.max(1e-9, to - from);
  return inside({ from: at - share * width, to: at + (1 - share) * width }, total);
}

export function moved({ from, to }: Window, by: number, total: number): Window {
  return inside({ from: from + by, to: to + by }, total);
}

function inside({ from, to }: Window, total: number): Window {
  const width = to - from;
  const start = Math.min(Math.max(0, from), Math.max(0, total - width));
  return { from: start, to: start + width };
}

/** About five marks at round numbers. */
export function ticks({ from, to }: Window): number[] {
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-6)));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? power * 10;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}
