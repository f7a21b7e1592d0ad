import { afterAll, expect, test } from 'vitest';
import type { DataVersion } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { SuiteHistory } from '../../contract/expectation-procedures.ts';
import type { Expectation } from '../../contract/expectations.ts';
import type { Tables } from '../../tables/index.ts';
import { openTestTables } from '../../tables/test-tables.ts';
import { createExpectations } from '../index.ts';
import { suiteHistory } from './history.ts';

const { core, tables, file, dispose } = openTestTables();
afterAll(dispose);

let asked = 0;
const counting: Pick<Tables, 'ask'> = {
  ask(...given) {
    asked += 1;
    return tables.ask(...given);
  },
};
const expectations = createExpectations({ tables: counting, storage: core.storage });
const files = new Map([
  ['a', file('v1.csv', 'x,y\n1,a\n2,b\n3,\n4,d\n')],
  ['b', file('v2.csv', 'x,y\n1,a\n20,b\n30,\n40,d\n')],
]);
const fileOf = async ({ digest, fileName }: DataVersion) => {
  const found = files.get(digest);
  if (!found) throw new BancadaError('DATA_NO_TABLE', { file: fileName });
  return found;
};
const version = (number: number, digest: string): DataVersion => ({
  ...{
    name: 's',
    version: number,
    digest,
    fileName: `v${number}.csv`,
    format: 'csv',
    bytes: 1,
    files: null,
    newBytes: 1,
    message: '',
    origin: 'import',
  },
  ...{ runId: null, stepId: null, createdAt: number, deletedAt: null, tags: [], isCurrent: number === 2 },
});
const versions = [version(3, 'photo'), version(2, 'b'), version(1, 'a')];
const between: Expectation = { type: 'expect_column_values_to_be_between', column: 'x', max_value: 10, severity: 'critical' };
const present: Expectation = { type: 'expect_column_values_to_not_be_null', column: 'y', mostly: 0.5, severity: 'warning' };
const mean: Expectation = { type: 'expect_column_mean_to_be_between', column: 'x', max_value: 10, severity: 'info' };

async function history(list: Expectation[]): Promise<SuiteHistory[]> {
  const told: SuiteHistory[] = [];
  for await (const now of suiteHistory({ expectations, fileOf }, { suite: { suite: 's', expectations: list }, versions })) told.push(now);
  return told;
}

test('each expectation is told of every version, the newest first; one that is no table says so, and the others go on', async () => {
  const told = await history([between, mean]);
  expect(told[0]!.reading).toEqual({ version: 3, fraction: 0 });
  const { versions: found, reading } = told.at(-1)!;
  expect(reading).toBeNull();
  expect(found.map(({ version, rows, error }) => [version, rows, error?.code])).toEqual([
    [3, null, 'DATA_NO_TABLE'],
    [2, 4, undefined],
    [1, 4, undefined],
  ]);
  expect(found[1]!.answers).toMatchObject([
    { unexpected: 3, judged: 4, success: false },
    { success: false, observed: 22.75 },
  ]);
  expect(found[2]!.answers).toMatchObject([
    { unexpected: 0, success: true },
    { success: true, observed: 2.5 },
  ]);
});

test('the same bytes are asked once, whatever the severity; an expectation that is new is asked alone', async () => {
  await history([between]);
  asked = 0;
  await history([{ ...between, severity: 'info' }]);
  expect(asked).toBe(0);
  const [answers] = (await history([between, present]))
    .at(-1)!
    .versions.slice(1)
    .map((each) => each.answers);
  expect(asked).toBe(2);
  expect(answers).toMatchObject([{ unexpected: 3 }, { unexpected: 1, judged: 4, success: true }]);
});

test('who stops listening stops the reading', async () => {
  const abort = new AbortController();
  const many = version(4, 'many');
  files.set('many', file('v4.csv', `x,y\n${Array.from({ length: 300_000 }, (_, i) => `${i},t${i % 5000}`).join('\n')}\n`));
  const unique: Expectation = { type: 'expect_column_values_to_be_unique', column: 'y', severity: 'critical' };
  const reading = suiteHistory({ expectations, fileOf }, { suite: { suite: 's', expectations: [unique] }, versions: [many], signal: abort.signal });
  expect((await reading.next()).value).toMatchObject({ reading: { version: 4 } });
  abort.abort();
  const rest = async () => {
    for await (const _ of reading);
  };
  await expect(rest()).rejects.toThrow();
  expect(expectations.answers?.known('many', { asked: { type: unique.type, column: 'y' }, format: 'csv' })).toBeNull();
});
