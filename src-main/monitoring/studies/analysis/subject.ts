/** What looking at one column gives, before the correction for having looked at many. */
import type { SubjectDrift } from '../../../contract/drift.ts';

export type Found = Omit<SubjectDrift, 'feature' | 'kind' | 'severity' | 'corrected'>;

/** One p-value of several tests of the same column: Bonferroni's. */
export function combinedP(tests: readonly { p: number }[]): number {
  return tests.length === 0 ? 1 : Math.min(1, tests.length * Math.min(...tests.map(({ p }) => p)));
}
