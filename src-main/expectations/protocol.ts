/** What a table process is asked about expectations. */
import type { ExpectationSuite, SuiteResult } from '../contract/expectations.ts';
import type { TableColumn, TableFormat } from '../contract/tables.ts';
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

/** A table as a contract looks at it. */
export interface ContractAnswer {
  readonly rows: number;
  /** With how many values each has, and the first row without one. */
  readonly columns: readonly (TableColumn & { readonly present: number; readonly firstMissing: number | null })[];
  readonly suite: SuiteResult;
}

export const contractJob: JobName<Omit<CheckArgs, 'split'>, ContractAnswer> = { name: 'contract' };
