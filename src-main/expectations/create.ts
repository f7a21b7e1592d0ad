/** `createExpectations`: suites read, inferred and checked. The checking itself happens where tables are read (worker/). */
import type { TableFile, Tables } from '../tables/index.ts';
import type { Expectations } from './expectations.ts';
import { inferSuite } from './infer.ts';
import { checkJob } from './protocol.ts';
import { parseSuite, writeSuite } from './suite.ts';

const usualExamples = 20;

export function createExpectations({ tables }: { tables: Pick<Tables, 'ask'> }): Expectations {
  return {
    parse: parseSuite,
    infer(profile, name) {
      const suite = inferSuite(profile, name);
      return { suite, yaml: writeSuite(suite) };
    },
    check(file: TableFile, suite, { examples = usualExamples, split = null, ...options } = {}) {
      const writes = split ? [split.valid, split.quarantine] : [];
      return tables.ask(checkJob, { file, suite, examples, split }, { reads: [file], writes, ...options });
    },
  };
}
