/** `normalTail`: P(Z ≥ z) of the standard normal distribution, accurate in relative terms far into its tail. */
import { upperGamma } from './gamma.ts';

export function normalTail(z: number): number {
  const beyond = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z >= 0 ? beyond : 1 - beyond;
}
