/** What looking at one subject gives, before the correction for having looked at many. */
import type { FeatureDrift } from '../../contract/monitoring.ts';

export interface Finding {
  tests: { test: 'ks' | 'chi2' | 'outliers'; statistic: number; p: number }[];
  distances: { test: Distance; statistic: number }[];
  missing: FeatureDrift['missing'];
  bins: FeatureDrift['bins'];
  evidence: Record<string, number>;
}

export type Distance = 'psi' | 'js' | 'wasserstein';

/** Above them a change is usually called large (Evidently's for the last two); shown beside the test, they decide nothing. */
export const largeAbove: Record<Distance, number> = { psi: 0.2, js: 0.1, wasserstein: 0.1 };

/** Corrected p-values below these are drift, and grave drift. */
export const warningBelow = 0.05;
export const highBelow = 0.01;

/** Fewer requests say nothing. */
export const leastRequests = 100;

/** One p-value of several tests of the same subject: Bonferroni's. */
export function combined({ tests }: Finding): number {
  return tests.length === 0 ? 1 : Math.min(1, tests.length * Math.min(...tests.map((test) => test.p)));
}
