/** What looking at one subject gives, before the correction for having looked at many. */
import type { FeatureDrift } from '../../contract/monitoring.ts';

export interface Finding {
  tests: { test: 'ks' | 'chi2'; statistic: number; p: number }[];
  psi: { statistic: number; drifted: boolean };
  missing: FeatureDrift['missing'];
  bins: FeatureDrift['bins'];
  evidence: Record<string, number>;
}

/** Above it a change is usually called large; shown beside the test, it decides nothing. */
export const psiThreshold = 0.2;

/** Corrected p-values below these are drift, and grave drift. */
export const warningBelow = 0.05;
export const highBelow = 0.01;

/** Fewer requests say nothing. */
export const leastRequests = 100;

/** One p-value of several tests of the same subject: Bonferroni's. */
export function combined({ tests }: Finding): number {
  return tests.length === 0 ? 1 : Math.min(1, tests.length * Math.min(...tests.map((test) => test.p)));
}
