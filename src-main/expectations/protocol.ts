/** What a table process is asked about expectations. */
import type { ExpectationSuite, SuiteResult } from '../contract/expectations.ts';
import type { TableFormat } from '../contract/tables.ts';
import type { JobName, TableFile } from '../tables/index.ts';

export interface CheckArgs {
  readonly file: TableFile;
  readonly suite: ExpectationSuite;
  /** Failing rows that are shown of each. */
  readonly examples: number;
  /** Where rows go that pass, or fail, the critical expectations of rows. */
  readonly split: { readonly valid: string; readonly quarantine: string; readonly format: TableFormat } | null;
}

export const checkJob: JobName<CheckArgs, SuiteResult> = { name: 'expectations' };
