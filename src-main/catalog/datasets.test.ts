import { existsSync, renameSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import { createDatasets } from './datasets.ts';

const { core, dispose } = openTestCore();
afterAll(dispose);
const file = {
  id: 'pinguins',
  title: { pt: '', en: '' },
  source: 'vega-datasets/data/penguins.json',
  licence: '',
  citation: '',
  rows: 344,
  columns: { especie: 'Species', sexo: 'Sex' },
};

it('tries again after a failure, and writes a data set once', async () => {
  const dataset = createDatasets(core, () => [file]);
  const aside = `${core.home.runs}-aside`;
  renameSync(core.home.runs, aside);
  await expect(dataset('pinguins')).rejects.toThrow();
  renameSync(aside, core.home.runs);
  const written = await dataset('pinguins');
  expect(existsSync(written.path)).toBe(true);
  expect(await dataset('pinguins')).toBe(written);
});

it('names the data sets that exist when asked for another', () => {
  expect(() => createDatasets(core, () => [file])('nada')).toThrowError(
    expect.objectContaining({ code: 'DATASET_NOT_FOUND', data: { id: 'nada', known: 'pinguins' } }),
  );
});
