/** From values to pixels and back, linear or logarithmic, with round ticks. Pure. */
export interface Scale {
  at(value: number): number;
  from(pixel: number): number;
  ticks: number[];
}

export type Span = readonly [least: number, most: number];

/** `ticks` other than round numbers: of time. */
export function scaleOf([least, most]: Span, [start, end]: Span, log: boolean, wanted: number, ticks = log ? logTicks : roundTicks): Scale {
  const go = log ? Math.log10 : (value: number) => value;
  const back = log ? (value: number) => 10 ** value : (value: number) => value;
  const [low, high] = [go(least), go(most)];
  const rate = (end - start) / (high - low || 1);
  return {
    at: (value) => start + (go(value) - low) * rate,
    from: (pixel) => back(low + (pixel - start) / rate),
    ticks: ticks(least, most, wanted),
  };
}

/** Multiples of 1, 2 or 5 times a power of ten. */
export function roundTicks(least: number, most: number, wanted: number): number[] {
  const rough = (most - least) / Math.max(1, wanted);
  if (!(rough > 0) || !Number.isFinite(rough)) return [least];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => rough <= factor * power) ?? 10);
  const first = Math.ceil(least / step - 1e-9);
  const count = Math.floor(most / step + 1e-9) - first + 1;
  // Divided where the step is a fraction: 3 × 0.1 would not be 0.3.
  return Array.from({ length: Math.max(0, count) }, (_, index) => (step < 1 ? (first + index) / Math.round(1 / step) : (first + index) * step));
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const roundTimes = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14].map((count) => count * day),
];

/** Of milliseconds: whole seconds, minutes, hours and days; `zero` is where a day begins. */
export function timeTicks(least: number, most: number, wanted: number, zero = 0): number[] {
  const rough = (most - least) / Math.max(1, wanted);
  if (rough < second) return roundTicks(least, most, wanted);
  const step = roundTimes.find((time) => time >= rough) ?? Math.ceil(rough / (28 * day)) * 28 * day;
  const first = Math.ceil((least - zero) / step);
  const count = Math.floor((most - zero) / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => zero + (first + index) * step);
}

/** Powers of ten, with 2 and 5 between them where there is room. */
function logTicks(least: number, most: number, wanted: number): number[] {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const inView = (ticks: number[]) => ticks.filter((tick) => tick >= least && tick <= most);
  const powers = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  const every = Math.max(1, Math.ceil(powers.length / wanted));
  if (every > 1) return inView(powers.filter((_, index) => index % every === 0));
  const fine = inView(powers.flatMap((power) => [power, 2 * power, 5 * power]));
  const ticks = fine.length <= wanted + 2 ? fine : inView(powers);
  return ticks.length >= 2 ? ticks : roundTicks(least, most, wanted);
}

/** A span with some room at either side; what is not positive has no place on a logarithmic one. */
export function withRoom(values: Iterable<number>, log: boolean): Span {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return log ? [0.1, 10] : [0, 1];
  if (log) return least === most ? [least / 2, most * 2] : [least / 1.1, most * 1.1];
  const room = (most - least || Math.abs(most) || 1) * 0.06;
  return [least - room, most + room];
}
