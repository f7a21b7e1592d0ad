import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { BancadaError } from '../contract/errors.ts';
import { openTestTables } from './test-tables.ts';

const { core, tables, file, dispose } = openTestTables();
afterAll(dispose);

const latin = (text: string) => Buffer.from(text, 'latin1');
const many = '1,2,3\n'.repeat(60_000);

test.each([
  ['an empty file', 'vazio.csv', '', 'TABLE_EMPTY', { file: 'vazio.csv' }],
  ['a short line at the beginning', 'curta.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8\n', 'TABLE_RAGGED', { line: 3, expected: 3, found: 2 }],
  ['a long line far behind', 'longa.csv', `a,b,c\n${many}1,2,3,4\n1,2,3\n`, 'TABLE_RAGGED', { line: 60_002, expected: 3, found: 4 }],
  ['Latin-1', 'latin.csv', latin('nome,idade\nJoão,3\nAção,4\n'), 'TABLE_ENCODING', {}],
  ['Latin-1 far behind', 'latin-2.csv', Buffer.concat([Buffer.from(`a,b,c\n${many}`), latin('João,2,3\n')]), 'TABLE_ENCODING', { line: 60_002 }],
  ['UTF-16', 'utf16.csv', Buffer.from('﻿nome,idade\nJoão,3\n', 'utf16le'), 'TABLE_ENCODING', {}],
  ['a quote that is not closed', 'aspa.csv', 'a,b\n1,2\n3,"abc\n4,5\n', 'TABLE_UNREADABLE', { line: 3, detail: '@table-quote' }],
  ['an enormous field', 'campo.csv', `a,b\n1,"${'x'.repeat(3_000_000)}"\n2,y\n`, 'TABLE_FIELD_TOO_LONG', { bytes: 2_000_000 }],
  ['JSON that is none', 'quebrado.jsonl', '{"a":1}\n{"a":2\n{"a":3}\n', 'TABLE_UNREADABLE', { line: 2, detail: '@table-json' }],
  ['JSON in Latin-1', 'latin.jsonl', latin('{"a":"João"}\n'), 'TABLE_ENCODING', { line: 1 }],
  ['a CSV that calls itself Parquet', 'falso.parquet', 'a,b\n1,2\n3,4\n', 'TABLE_UNREADABLE', { detail: '@table-parquet' }],
  ['four bytes of Parquet', 'minimo.parquet', 'PAR1', 'TABLE_UNREADABLE', { detail: '@table-parquet' }],
] as const)('%s is refused by name', async (_, name, content, code, data) => {
  const refused = await tables.profileTable(file(name, content)).catch((error: BancadaError) => error);
  expect(refused).toMatchObject({ code, data: { file: name, ...data } });
});

test('a Parquet file that was cut, or damaged inside, is refused by name', async () => {
  const whole = { path: join(core.home.root, 'inteiro.parquet'), format: 'parquet' as const };
  await tables.convert(
    file('dados.csv', `a,b,c\n${Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 10_007},texto ${i}`).join('\n')}\n`),
    whole,
  );
  const bytes = readFileSync(whole.path);
  const damaged = Buffer.from(bytes);
  damaged.fill(0xff, 4, 400);
  for (const [name, content] of [
    ['cortado.parquet', bytes.subarray(0, bytes.length / 2)],
    ['danificado.parquet', damaged],
  ] as const)
    await expect(tables.profileTable(file(name, content))).rejects.toMatchObject({
      code: 'TABLE_UNREADABLE',
      data: { file: name, detail: '@table-parquet' },
    });
});

test('types that the beginning does not tell are told from the whole file', async () => {
  const columns = (await tables.profileTable(file('tarde.csv', `a,b,c\n${many}x,2,3\n`))).columns;
  expect(columns.map(({ kind }) => kind)).toEqual(['text', 'integer', 'integer']);
  expect(columns[0]).toMatchObject({ distinct: 2, max: 'x' });
});

test('semicolons with decimal commas, a header alone, one column, and a byte order mark are read', async () => {
  const brazilian = await tables.profileTable(file('ponto.csv', '﻿preço;cidade\n1,5;São Paulo\n2,25;Belém\n'));
  expect(brazilian.columns).toMatchObject([
    { name: 'preço', kind: 'number', max: 2.25 },
    { name: 'cidade', kind: 'text', min: 'Belém' },
  ]);
  expect(await tables.profileTable(file('cabeca.csv', 'a,b\n'))).toMatchObject({
    rows: 0,
    constant: [],
    columns: [{ distinct: 0, histogram: null }, {}],
  });
  expect(await tables.profileTable(file('uma.csv', 'a\n1\n2\n'))).toMatchObject({ rows: 2, columns: [{ name: 'a', kind: 'integer' }] });
});

test('not a number is missing, and the infinite is counted apart', async () => {
  const profile = await tables.profileTable(file('nan.csv', 'x\n1.5\nNaN\ninf\n-inf\n2.5\n'));
  expect(profile.columns[0]).toMatchObject({ kind: 'number', missing: 1, infinite: 2, mean: 2, distinct: 4 });
  expect(profile.columns[0]?.histogram?.counts.reduce((sum, count) => sum + count)).toBe(2);
});

test('a file that is not there, and a folder, are said to be missing', async () => {
  await expect(tables.profileTable({ path: join(core.home.root, 'nada.csv'), format: 'csv' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(tables.profileTable({ path: core.home.root, format: 'csv' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
});
