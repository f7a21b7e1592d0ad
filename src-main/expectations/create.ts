/** `createExpectations`: suites and contracts read, inferred and checked. The checking itself happens where tables are read (worker/). */

import type { Storage } from '../storage/index.ts';
import type { TableFile, Tables } from '../tables/index.ts';
import { type Answers, keepAnswers } from './answers.ts';
import { contractChanges } from './contract-changes.ts';
import { inferContract, parseContract } from './data-contract.ts';
import type { Expectations } from './expectations.ts';
import { inferSuite } from './infer.ts';
import { type ContractAnswer, checkJob, contractJob } from './protocol.ts';
import { parseSuite, writeSuite } from './suite.ts';

const usualExamples = 20;
/** Of a contract: enough to see what is wrong. */
const contractExamples = 5;

export interface ExpectationsDeps {
  tables: Pick<Tables, 'ask'>;
  /** Where answers are kept; without it every question is asked. */
  storage?: Pick<Storage, 'db' | 'write'>;
}

export function createExpectations({ tables, storage }: ExpectationsDeps): Expectations {
  const answers: Answers | null = storage ? keepAnswers(storage) : null;

  return {
    parse: parseSuite,
    parseContract,
    inferContract,
    write: writeSuite,
    answers,
    infer(profile, name) {
      const suite = inferSuite(profile, name);
      return { suite, yaml: writeSuite(suite) };
    },
    check(file: TableFile, suite, { examples = usualExamples, split = null, ...options } = {}) {
      const writes = split ? [split.valid, split.quarantine] : [];
      return tables.ask(checkJob, { file, suite, examples, split }, { reads: [file], writes, ...options });
    },
    async checkContract({ digest, ...file }, contract, promised, options) {
      const question = { contract: contract.expectations, format: file.format };
      const kept = answers?.known<ContractAnswer>(digest, question);
      const suite = { suite: contract.contract, expectations: contract.expectations };
      const found = kept ?? (await tables.ask(contractJob, { file, suite, examples: contractExamples }, { reads: [file], ...options }));
      if (!kept) await answers?.keep(digest, [{ question, answer: found }]);
      const changes = contractChanges(contract, promised, found, file.format);
      return { rows: found.rows, columns: found.columns.length, held: changes.every(({ breaking }) => !breaking), changes };
    },
  };
}
