import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readParquet, writeParquet } from './parquet.ts';
import type { Row } from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'x.parquet');

test('rows survive the round trip with their types and gaps', async () => {
  const rows: Row[] = [
    { nome: 'ação', n: 1, x: 0.5, ok: true, vazio: null },
    { nome: null, n: null, x: null, ok: false, vazio: null },
    { nome: '', n: -(2 ** 53 - 1), x: 1e300, ok: null, vazio: null },
  ];
  await writeParquet(path, rows);
  expect(await readParquet(path)).toEqual(rows);
});

test('a column that a row lacks is a gap, and one of several types is text', async () => {
  await writeParquet(path, [{ a: 1 }, { a: 'x', b: true }]);
  expect(await readParquet(path)).toEqual([
    { a: '1', b: null },
    { a: 'x', b: true },
  ]);
});

test('a hundred thousand rows, and none', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => ({ i: index, cidade: `c${index % 50}`, v: index / 7 }));
  await writeParquet(path, rows);
  expect(await readParquet(path)).toEqual(rows);
  await writeParquet(path, []);
  expect(await readParquet(path)).toEqual([]);
});

test('what is no Parquet is told with its name', async () => {
  writeFileSync(path, 'a,b\n1,2\n');
  await expect(readParquet(path)).rejects.toMatchObject({ code: 'PARQUET_BAD', data: { file: 'x.parquet' } });
});
