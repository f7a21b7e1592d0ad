/** Profile, inference and checks of a table from the terminal; what an `expect` step found, through the contract. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SuiteHistory } from '../../src-main/contract/index.ts';
import { bancada } from '../support/cli.ts';

const run = bancada();
afterAll(() => run.dispose());

const table = join(run.home, 'voos.csv');
const suite = join(run.home, 'voos.yaml');
writeFileSync(table, `id,atraso,companhia\n${Array.from({ length: 500 }, (_, i) => `${i},${(i * 37) % 120},${['AA', 'UA'][i % 2]}`).join('\n')}\n`);

test('a suite inferred from a table holds for it, and not for one that differs; a file is never written over', async () => {
  const profile = await run('data', 'profile', table);
  expect(profile.json).toMatchObject({
    rows: 500,
    columns: [
      { name: 'id', distinct: 500 },
      { name: 'atraso', distinct: 120 },
      { name: 'companhia', distinct: 2 },
    ],
  });
  expect(await run('data', 'expect', 'infer', table, '--to', suite)).toMatchObject({ code: 0, json: { suite: 'voos' } });
  expect(readFileSync(suite, 'utf8')).toContain('expect_column_values_to_be_unique');
  expect(await run('data', 'expect', 'infer', table, '--contract')).toMatchObject({
    json: { contract: 'voos', version: 1, columns: [{ name: 'id', type: 'integer', nullable: false }, {}, { name: 'companhia', type: 'text' }] },
  });
  expect(await run('data', 'expect', 'infer', table, '--to', suite)).toMatchObject({ code: 2, json: { error: { code: 'FILE_EXISTS' } } });
  expect(await run('data', 'expect', 'check', table, '--suite', suite)).toMatchObject({ code: 0, json: { success: true, quarantined: 0 } });
  const other = join(run.home, 'outros.csv');
  writeFileSync(other, readFileSync(table, 'utf8').replace('\n7,', '\n6,').replace(',UA', ',ZZ'));
  const checked = await run('data', 'expect', 'check', other, '--suite', suite);
  expect(checked).toMatchObject({ code: 1, json: { success: false, quarantined: 3 } });
  const failing = checked.json.results.filter((each: { success: boolean }) => !each.success);
  expect(failing.map((each: { examples: { row: number }[] }) => each.examples.map(({ row }) => row))).toEqual([[7, 8], [2]]);
});

test('a suite is shown against every version of a set, before it is switched on', async () => {
  const set = join(run.home, 'lotes.csv');
  for (const worst of [10, 90]) {
    writeFileSync(set, `atraso\n${Array.from({ length: 100 }, (_, i) => (i < worst / 10 ? worst : 5)).join('\n')}\n`);
    await run('data', 'import', set);
  }
  const rules = join(run.home, 'lotes.yaml');
  writeFileSync(rules, 'suite: lotes\nexpectations:\n  - { type: expect_column_values_to_be_between, column: atraso, max_value: 60 }\n');
  const { json } = await run('data', 'expect', 'history', 'lotes', '--suite', rules);
  const found = json.versions.map(({ version, answers }: SuiteHistory['versions'][number]) => [version, answers[0]!.unexpected]);
  expect(found).toEqual([
    [2, 9],
    [1, 0],
  ]);
});

test('a wrong word is refused by name', async () => {
  expect(await run('data', 'expect', 'guess', table)).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } });
  expect(await run('data', 'expect', 'check', table)).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } });
  expect(await run('data', 'profile', join(run.home, 'nada.csv'))).toMatchObject({ code: 2, json: { error: { code: 'FILE_NOT_FOUND' } } });
  expect(await run('data', 'profile', 'foto.png')).toMatchObject({ code: 2, json: { error: { code: 'TABLE_FORMAT_UNKNOWN' } } });
});

test('a pipeline checks a data set of the lab', async () => {
  const code = join(run.home, 'workspaces', '03-pipelines');
  mkdirSync(code, { recursive: true });
  writeFileSync(
    join(code, 'pipeline.yaml'),
    `name: 03-pipelines\nsteps:\n  - { id: conferir, uses: expect, inputs: { voos: "dataset:flights-20k" }, with: { suite: voos.yaml, policy: quarantine } }\n`,
  );
  writeFileSync(
    join(code, 'voos.yaml'),
    'suite: voos\nexpectations:\n  - { type: expect_column_values_to_be_between, column: delay, max_value: 180 }\n',
  );
  const ran = await run('run', '03-pipelines', '--engine', 'process');
  expect(ran.json).toMatchObject({
    status: 'succeeded',
    metrics: { 'conferir.linhas': 20_000, 'conferir.quarentena': 91, 'conferir.falhas_criticas': 1 },
  });
});
