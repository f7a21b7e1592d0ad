/** What other domains may ask of expectations. */
import type { ContractResult, DataContract } from '../contract/data-contracts.ts';
import type { ExpectationSuite, SuiteResult } from '../contract/expectations.ts';
import type { TableProfile } from '../contract/tables.ts';
import type { TableFile, TableOptions } from '../tables/tables.ts';
import type { Answers } from './answers.ts';

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
  /** What a contract's YAML says, as `parse` reads a suite. */
  parseContract(text: string, file: string): DataContract;
  /** A contract's YAML, as a profile suggests it. */
  inferContract(profile: TableProfile, name: string): string;
  /** In what a table departs from its contract, and from what was promised before it; known bytes are not read again. */
  checkContract(
    file: TableFile & { digest: string },
    contract: DataContract,
    promised: DataContract | null,
    options?: TableOptions,
  ): Promise<Pick<ContractResult, 'rows' | 'columns' | 'held' | 'changes'>>;
  /** As YAML. */
  write(suite: ExpectationSuite): string;
  readonly answers: Answers | null;
}
