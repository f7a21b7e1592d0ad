/** What other domains may ask of expectations. */
import type { ExpectationSuite, SuiteResult } from '../contract/expectations.ts';
import type { TableProfile } from '../contract/tables.ts';
import type { TableFile, TableOptions } from '../tables/tables.ts';

export interface Split {
  /** Rows that pass all critical expectations of rows, and rows that do not, with the reasons. */
  readonly valid: string;
  readonly quarantine: string;
  readonly format: TableFile['format'];
}

export interface Expectations {
  /** What a suite's YAML says; `file` is its name in messages. PIPELINE_SYNTAX, PIPELINE_INVALID. */
  parse(text: string, file: string): ExpectationSuite;
  /** What a profile suggests: a beginning, for a person to tighten. */
  infer(profile: TableProfile, suite: string): { suite: ExpectationSuite; yaml: string };
  check(file: TableFile, suite: ExpectationSuite, options?: TableOptions & { examples?: number; split?: Split | null }): Promise<SuiteResult>;
}
