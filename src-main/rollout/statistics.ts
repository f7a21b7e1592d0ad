/** `binomialTail`, `twoMeans`: the two tests that decide: is this many too many, and is one mean greater than the other. */

/** P(X ≥ k) for X ~ Binomial(n, p). */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const term = (i: number) => Math.exp(logChoose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p));
  // Whichever side has fewer terms of weight: from k up while they still count, else what is below k.
  if (k > n * p) {
    let sum = 0;
    for (let i = k; i <= n; i++) {
      const one = term(i);
      sum += one;
      if (one < sum * 1e-12) break;
    }
    return Math.min(1, sum);
  }
  let below = 0;
  for (let i = k - 1; i >= 0; i--) {
    const one = term(i);
    below += one;
    if (one < below * 1e-12) break;
  }
  return Math.max(0, 1 - below);
}

export interface Sample {
  count: number;
  sum: number;
  squares: number;
}

/** Two-sided p of equal means (Welch; samples are large, so by the normal distribution), and how much greater the second is. */
export function twoMeans(one: Sample, other: Sample): { p: number; difference: number } {
  const [a, b] = [momentsOf(one), momentsOf(other)];
  const difference = b.mean - a.mean;
  const error = Math.sqrt(a.variance / one.count + b.variance / other.count);
  if (error === 0) return { p: difference === 0 ? 1 : 0, difference };
  return { p: 2 * normalTail(Math.abs(difference) / error), difference };
}

function momentsOf({ count, sum, squares }: Sample): { mean: number; variance: number } {
  const mean = sum / count;
  return { mean, variance: Math.max(0, (squares - count * mean * mean) / Math.max(1, count - 1)) };
}

/** P(Z ≥ z) for z ≥ 0; Numerical Recipes' erfc, good to 1.2e-7 relatively. */
function normalTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const terms = [1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const polynomial = terms.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return 0.5 * t * Math.exp(-x * x - 1.26551223 + t * polynomial);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const small = [0, 0];

/** Exact sums for small numbers, Stirling's series beyond. */
function logFactorial(n: number): number {
  if (n > 256) return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
  for (let i = small.length; i <= n; i++) small.push(small[i - 1]! + Math.log(i));
  return small[n]!;
}
