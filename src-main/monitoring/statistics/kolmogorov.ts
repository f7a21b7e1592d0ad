/**
 * `kolmogorovTail`: P(Dₙ ≥ x) of the one-sample Kolmogorov–Smirnov statistic, by the rules of Simard & L'Ecuyer (2011) for which formula is exact
 * enough where. SciPy uses it, with n rounded from the two sizes, for two samples that are too large for the exact count.
 */
import { binomialProbability } from './binomial.ts';
import { durbin } from './durbin.ts';

export function kolmogorovTail(n: number, x: number): number {
  if (x <= 0 || n * x <= 0.5) return 1;
  if (x >= 1) return 0;
  const nx2 = n * x * x;
  if (nx2 >= 370) return 0;
  if (x >= 0.5 || nx2 > (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * smirnovTail(n, x));
  const below = n <= 140 || (n <= 100_000 && n * x ** 1.5 <= 1.4) ? durbin(n, x) : pelzGood(n, x);
  return Math.min(1, Math.max(0, 1 - below));
}

/** Of a long sum of so many terms at least. */
const enoughTerms = 8192;

/**
 * One-sided: P(Dₙ⁺ ≥ x). A long sum's terms lie on a smooth curve that is nothing at both ends, with all its slopes: every tenth of them, ten times, is
 * the same to the last digits.
 */
export function smirnovTail(n: number, x: number): number {
  const every = Math.max(1, Math.floor(n / enoughTerms));
  let sum = 0;
  for (let j = Math.floor(n * (1 - x)); j >= 0; j -= every) {
    const p = x + j / n;
    if (p <= 1) sum += binomialProbability(j, n, p) / p;
  }
  return x * sum * every;
}

/** Pelz & Good (1976): four terms in 1/√n, for larger n. */
function pelzGood(n: number, x: number): number {
  const z = Math.sqrt(n) * x;
  const pi2 = Math.PI ** 2;
  const [z2, z4, z6] = [z ** 2, z ** 4, z ** 6];
  let [k0, k1, k2, k3] = [0, 0, 0, 0];
  for (let k = Math.ceil((16 * z) / Math.PI); k > 0; k--) {
    const odd = Math.exp((-pi2 * (2 * k - 1) ** 2) / (8 * z2));
    const [m2, m4, m6] = [(2 * k - 1) ** 2, (2 * k - 1) ** 4, (2 * k - 1) ** 6];
    k0 += odd;
    k1 += odd * (-z2 + (pi2 / 4) * m2);
    k2 += odd * (6 * z6 + 2 * z4 + ((2 * z4 - 5 * z2) * pi2 * m2) / 4 + (pi2 ** 2 * (1 - 2 * z2) * m4) / 16);
    k3 +=
      odd *
      (-30 * z6 -
        90 * z ** 8 +
        (pi2 * (135 * z4 - 96 * z6) * m2) / 4 +
        (pi2 ** 2 * (212 * z4 - 60 * z2) * m4) / 16 +
        (pi2 ** 3 * (5 - 30 * z2) * m6) / 64);
  }
  const root = Math.sqrt(2 * Math.PI);
  k0 *= root / z;
  k1 *= root / (6 * z4);
  k2 *= root / (72 * z ** 7);
  k3 *= root / (6480 * z ** 10);
  for (let k = Math.ceil((16 * z) / Math.PI); k > 0; k--) {
    const every = Math.exp((-pi2 * k * k) / (2 * z2));
    k2 -= (every * k * k * pi2 * root) / (36 * z ** 3);
    k3 += (every * (3 * z2 - pi2 * k * k) * k * k * pi2 * root) / (216 * z6);
  }
  return k0 + k1 / Math.sqrt(n) + k2 / n + k3 / n ** 1.5;
}
