import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openTestTables } from './test-tables.ts';

const { core, tables, file, dispose } = openTestTables();
afterAll(dispose);

const flights = file(
  "vôos d'hoje [1]*.csv",
  `id,atraso,companhia,partida,cancelado,copia
1,10.5,AA,2024-01-01 08:00:00,false,10.5
2,,AA,2024-01-02 08:00:00,false,
3,-3,UA,2024-01-03 08:00:00,true,-3
4,0,"Uma, outra",2024-01-04 08:00:00,false,0
5,10.5,AA,,false,10.5
`,
);

test('a profile tells types, missing, distinct, statistics, bars, the most frequent, and columns that repeat', async () => {
  const profile = await tables.profileTable(flights);
  expect(profile).toMatchObject({ rows: 5, constant: [], duplicated: [{ column: 'copia', sameAs: 'atraso' }] });
  const of = (name: string) => profile.columns.find((column) => column.name === name)!;
  expect(profile.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ['id', 'integer'],
    ['atraso', 'number'],
    ['companhia', 'text'],
    ['partida', 'timestamp'],
    ['cancelado', 'boolean'],
    ['copia', 'number'],
  ]);
  expect(of('atraso')).toMatchObject({ missing: 1, distinct: 3, min: -3, max: 10.5, mean: 4.5, zeros: 1, negatives: 1 });
  expect(of('atraso').sd).toBeCloseTo(7.036, 3);
  expect(of('atraso').quantiles.find(({ q }) => q === 0.5)?.value).toBe(5.25);
  expect(of('atraso').histogram?.counts.reduce((sum, count) => sum + count)).toBe(4);
  expect(of('companhia')).toMatchObject({
    lengths: { min: 2, max: 10 },
    top: [
      { value: 'AA', count: 3 },
      { value: 'UA', count: 1 },
      { value: 'Uma, outra', count: 1 },
    ],
  });
  expect(of('partida')).toMatchObject({ missing: 1, min: '2024-01-01 08:00:00', distinct: 4 });
  expect(profile.correlations.find(({ a, b }) => a === 'atraso' && b === 'copia')?.value).toBeCloseTo(1, 9);
});

test('numbers are related by Pearson and Spearman, categories by Cramér, over the rows that have both', async () => {
  const table = file(
    'relacoes.csv',
    `x,quadrado,furado,cor,forma,sempre,chave\n${Array.from({ length: 40 }, (_, i) => {
      return [i, i * i, i % 4 === 0 ? '' : -i, i % 2 ? 'azul' : 'verde', i % 2 ? 'redonda' : 'plana', 'igual', `k${i}`].join(',');
    }).join('\n')}\n`,
  );
  const { rows, read, numbers, categories, left, pairs } = await tables.relations(table);
  expect({ rows, read, numbers, categories, left }).toEqual({
    rows: 40,
    read: 40,
    numbers: ['x', 'quadrado', 'furado'],
    categories: ['cor', 'forma', 'chave'],
    left: ['sempre'],
  });
  const of = (method: string, a: string, b: string) => pairs.find((pair) => pair.method === method && pair.a === a && pair.b === b)!;
  expect(of('pearson', 'x', 'quadrado').value).toBeCloseTo(0.9668, 3);
  expect(of('spearman', 'x', 'quadrado').value).toBeCloseTo(1, 12);
  expect(of('spearman', 'x', 'furado')).toMatchObject({ value: expect.closeTo(-1, 12), rows: 30 });
  expect(of('cramer', 'cor', 'forma')).toMatchObject({ value: expect.closeTo(1, 12), rows: 40 });
});

test('a page of rows keeps their numbers under filters and orders', async () => {
  const page = await tables.sample(flights, { offset: 1, limit: 2 });
  expect(page).toMatchObject({ total: 5, rows: [{ number: 2 }, { number: 3 }] });
  const filtered = await tables.sample(flights, {
    offset: 0,
    limit: 10,
    filters: [
      { column: 'companhia', operator: '=', value: 'AA' },
      { column: 'atraso', operator: 'present' },
    ],
    order: { column: 'id', descending: true },
  });
  expect(filtered.rows.map(({ number }) => number)).toEqual([5, 1]);
  expect(filtered.total).toBe(2);
  const hostile = await tables.sample(flights, { offset: 0, limit: 10, filters: [{ column: 'companhia', operator: '=', value: "' OR 1=1 --" }] });
  expect(hostile.total).toBe(0);
  await expect(tables.sample(flights, { offset: 0, limit: 1, filters: [{ column: 'id', operator: '>', value: 'abc' }] })).rejects.toMatchObject({
    code: 'TABLE_FILTER_INVALID',
  });
  await expect(tables.sample(flights, { offset: 0, limit: 1, filters: [{ column: 'x" --', operator: 'missing' }] })).rejects.toMatchObject({
    code: 'TABLE_COLUMN_MISSING',
  });
});

test('what is converted to Parquet and back says the same', async () => {
  const parquet = { path: join(core.home.root, 'a.parquet'), format: 'parquet' as const };
  const jsonl = { path: join(core.home.root, 'a.jsonl'), format: 'jsonl' as const };
  const csv = { path: join(core.home.root, 'b.csv'), format: 'csv' as const };
  expect(await tables.convert(flights, parquet)).toMatchObject({ rows: 5 });
  await tables.convert(parquet, jsonl);
  await tables.convert(jsonl, csv);
  const { bytes: _, ...first } = await tables.profileTable(flights);
  for (const other of [parquet, jsonl, csv]) {
    const { bytes: _other, ...second } = await tables.profileTable(other);
    expect(second).toEqual(first);
  }
  expect(existsSync(`${csv.path}.part`)).toBe(false);
});

test('with a key, rows are added, removed and changed; without one, whole rows are', async () => {
  const before = file('antes.csv', 'id,x,y\n1,a,1\n2,b,2\n3,c,3\n,z,0\n');
  const after = file('depois.csv', 'id,x,y,novo\n2,b,2,1\n3,c,4,1\n4,d,5,1\n,z,0,1\n');
  const byKey = await tables.compareTables(before, after, { key: ['id'] });
  expect(byKey).toMatchObject({
    schema: { added: [{ name: 'novo' }], removed: [], changed: [] },
    rows: { before: 4, after: 4, added: 1, removed: 1, changed: 1, unchanged: 2 },
    columns: [
      { column: 'id', changed: 0 },
      { column: 'x', changed: 0 },
      { column: 'y', changed: 1 },
    ],
    examples: { added: [[4, 'd', 5]], removed: [[1, 'a', 1]], changed: [{ before: [3, 'c', 3], after: [3, 'c', 4] }] },
  });
  const whole = await tables.compareTables(before, after, { key: [] });
  expect(whole.rows).toEqual({ before: 4, after: 4, added: 2, removed: 2, changed: 0, unchanged: 2 });
  const twice = file('repetida.csv', 'id,x\n1,a\n1,b\n');
  await expect(tables.compareTables(twice, before, { key: ['id'] })).rejects.toMatchObject({
    code: 'TABLE_KEY_REPEATED',
    data: { value: '1', count: 2 },
  });
});

test('nothing of a job stays in the home but the copies in columns', async () => {
  const root = join(core.home.runs, '.tables');
  const [mine] = readdirSync(root);
  expect(readdirSync(join(root, mine!))).toEqual(['copies']);
  expect(readFileSync(flights.path, 'utf8')).toContain('companhia');
});
