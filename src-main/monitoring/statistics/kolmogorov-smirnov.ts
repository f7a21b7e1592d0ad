/**
 * `kolmogorovSmirnov`: do two samples come from one distribution? As SciPy's `ks_2samp`: the exact p-value up to 10,000 values a sample,
 * SciPy's asymptotic one above.
 */
import { kolmogorovTail } from './kolmogorov.ts';

export interface KolmogorovSmirnov {
  /** Largest distance between the two cumulative distributions. */
  statistic: number;
  /** Where it is largest. */
  at: number;
  p: number;
}

export const exactUpTo = 10_000;

/** Both sorted upwards, not empty. */
export function kolmogorovSmirnov(first: ArrayLike<number>, second: ArrayLike<number>): KolmogorovSmirnov {
  const [n, m] = [first.length, second.length];
  const divisor = gcd(n, m);
  // In units of 1 / lcm(n, m) the distance is a whole number.
  const [up, down] = [m / divisor, n / divisor];
  let [i, j, largest, at] = [0, 0, 0, first[0]!];
  while (i < n && j < m) {
    const value = Math.min(first[i]!, second[j]!);
    while (i < n && first[i] === value) i++;
    while (j < m && second[j] === value) j++;
    const distance = Math.abs(i * up - j * down);
    if (distance > largest) [largest, at] = [distance, value];
  }
  return { statistic: largest / (n * up), at, p: twoSampleTail(n, m, largest) };
}

/** P(D ≥ h / lcm(n, m)) for samples of n and m values without ties. */
export function twoSampleTail(n: number, m: number, h: number): number {
  if (h <= 0) return 1;
  if (Math.max(n, m) <= exactUpTo) return exactTail(Math.max(n, m), Math.min(n, m), h);
  const lcm = n * (m / gcd(n, m));
  return kolmogorovTail(roundHalfEven((n * m) / (n + m)), h / lcm);
}

/**
 * Each order of the joined samples is a path on a grid of n × m steps, all equally likely; the distance reaches h where the path leaves a band around the
 * diagonal. `left[j]`: the share of paths to (i, j) that have left it, from those of (i − 1, j) and (i, j − 1). Only sums of positive numbers: small
 * tails come out as exactly as large ones.
 */
function exactTail(n: number, m: number, h: number): number {
  const divisor = gcd(n, m);
  const [perN, perM] = [m / divisor, n / divisor];
  const left = new Float64Array(m + 1).fill(1);
  for (let j = 0; j <= m && j * perM < h; j++) left[j] = 0;
  for (let i = 1; i <= n; i++) {
    // The band in this column: |i · perN − j · perM| < h.
    const from = Math.max(0, Math.floor((i * perN - h) / perM) + 1);
    const to = Math.min(m, Math.ceil((i * perN + h) / perM) - 1);
    if (from > 0) left[from - 1] = 1;
    let below = from > 0 ? 1 : 0;
    for (let j = from; j <= to; j++) {
      below = (left[j]! * i + below * j) / (i + j);
      left[j] = below;
    }
  }
  return left[m]!;
}

export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  return x - down === 0.5 && down % 2 === 0 ? down : Math.round(x);
}
