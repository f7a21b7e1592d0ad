import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTables } from '../../tables/index.ts';
import { openTestDatasets } from '../test-datasets.ts';

const test = openTestCore();
const tables = createTables(test.core, { program: fileURLToPath(new URL('../../table-worker.ts', import.meta.url)) });
const datasets = openTestDatasets(test.core, undefined, tables);

async function ended({ jobId }: { jobId: string }) {
  for await (const _ of datasets.jobs.watch(jobId));
  return datasets.jobs.get(jobId);
}
async function bring(name: string, file: string, text: string) {
  const path = join(test.core.home.root, file);
  writeFileSync(path, text);
  expect(await ended(datasets.import({ name, from: { path }, message: '' }))).toMatchObject({ status: 'done' });
}
const houses = (count: number, price: (i: number) => number, more = '') =>
  `id,preco,bairro${more && ',andar'}\n${Array.from({ length: count }, (_, i) => `${i},${price(i)},${i % 3 ? 'Sul' : 'Norte'}${more}`).join('\n')}\n`;
const diff = async (name: string, from: number, to: number, key: string[] = []) => (await ended(datasets.diff(name, from, to, key))).diff!;

beforeAll(async () => {
  await bring(
    'casas',
    'casas.csv',
    houses(1000, (i) => i % 100),
  );
  await bring(
    'casas',
    'casas.csv',
    houses(1050, (i) => (i < 10 ? 500 : i % 100), ',2'),
  );
  await bring('casas', 'casas.jsonl', '{"id":1,"preco":3}\n');
  await bring('bruto', 'bruto.bin', 'a');
  await bring('bruto', 'bruto.bin', 'b');
});
afterAll(async () => {
  await datasets.close();
  await tables.close();
  await test.dispose();
});

describe('a difference', () => {
  it('tells rows by their key, columns that came, and which could be the key', async () => {
    const { table, keys, isSame } = await diff('casas', 1, 2, ['id']);
    expect(isSame).toBe(false);
    expect(table!.rows).toMatchObject({ before: 1000, after: 1050, added: 50, removed: 0, changed: 10, unchanged: 990 });
    expect(table!.schema.added.map(({ name }) => name)).toEqual(['andar']);
    expect(keys).toEqual(['id']);
  });

  it('tells how far each column moved, over the same intervals, the most different first', async () => {
    const { shifts } = await diff('casas', 1, 2);
    expect(shifts.map(({ column }) => column).sort()).toEqual(['bairro', 'id', 'preco']);
    for (const { bins, psi } of shifts) {
      expect(bins.reduce((sum, { before }) => sum + before, 0)).toBeCloseTo(1, 3);
      expect(bins.reduce((sum, { after }) => sum + after, 0)).toBeCloseTo(1, 3);
      expect(psi).toBeGreaterThanOrEqual(0);
    }
    expect(shifts.find(({ column }) => column === 'bairro')!.psi).toBeLessThan(0.01);
    expect(shifts.map(({ psi }) => psi)).toEqual(shifts.map(({ psi }) => psi).sort((a, b) => b - a));
    const price = shifts.find(({ column }) => column === 'preco')!;
    expect(price.after.max).toBe(500);
    expect(price.bins.at(-1)).toMatchObject({ before: 0, to: 500 });
  });

  it('of a version with itself is none; of files that are no tables there are only bytes', async () => {
    expect(await diff('casas', 1, 1)).toMatchObject({ isSame: true, bytes: { removed: 0, added: 0 } });
    expect(await diff('bruto', 1, 2)).toMatchObject({ table: null, shifts: [], bytes: { shared: 0, removed: 1, added: 1 } });
    await expect(datasets.profile('bruto', 1)).rejects.toMatchObject({ code: 'DATA_NO_TABLE', data: { file: 'bruto.bin' } });
  });

  it('goes across formats, and ends with the name of what was wrong', async () => {
    expect((await diff('casas', 1, 3, ['id'])).table!.rows).toMatchObject({ before: 1000, after: 1, removed: 999, changed: 1 });
    expect(await ended(datasets.diff('casas', 1, 2, ['bairro']))).toMatchObject({ status: 'failed', error: { code: 'TABLE_KEY_REPEATED' } });
  });

  it('is given up when it is cancelled', async () => {
    const { jobId } = datasets.diff('casas', 1, 2, ['id']);
    await datasets.jobs.cancel(jobId);
    expect(datasets.jobs.get(jobId).status).toBe('cancelled');
  });
});

describe('rows and profiles', () => {
  it('are those of the version, and a profile is made once', async () => {
    const sample = await datasets.sample('casas', 1, { offset: 998, limit: 10 });
    expect(sample).toMatchObject({ total: 1000, rows: [{ number: 999 }, { number: 1000 }] });
    const first = await datasets.profile('casas', 1);
    expect(first).toMatchObject({ rows: 1000 });
    expect(test.core.storage.db.prepare('SELECT count(*) FROM data_profiles').pluck().get()).toBeGreaterThan(0);
    expect(await datasets.profile('casas', 1)).toEqual(first);
  });
});
