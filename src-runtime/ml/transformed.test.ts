import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Classifier, Row } from '../sdk/types.ts';
import { fromFolder } from '../server/from-folder.ts';
import { scratch } from '../test-kit.ts';
import { loadModel, saveModel } from './model-folder.ts';
import { trainRegressor } from './regressor.ts';
import { withTransform } from './transformed.ts';

const rows: Row[] = Array.from({ length: 60 }, (_, i) => ({ area: 20 + i, quartos: 1 + (i % 3), preco: 1000 * (20 + i) + 500 * (i % 3) }));
const signature = [
  { name: 'area', type: 'double', min: 1 },
  { name: 'quartos', type: 'long' },
] as const;
let codeDir = '';

beforeEach(() => {
  codeDir = scratch();
  writeFileSync(join(codeDir, 'context.json'), JSON.stringify({ codeDir }));
  const before = process.env.LAB_CONTEXT;
  process.env.LAB_CONTEXT = join(codeDir, 'context.json');
  onTestFinished(() => {
    if (before === undefined) delete process.env.LAB_CONTEXT;
    else process.env.LAB_CONTEXT = before;
  });
});

const code = (text: string) => writeFileSync(join(codeDir, 'atributos.ts'), text);
const model = (): Promise<Classifier> =>
  trainRegressor(
    rows.map((row) => ({ ...row, por_quarto: Number(row.area) / Number(row.quartos) })),
    { algorithm: 'linear_regression', target: 'preco', numeric: ['area', 'quartos', 'por_quarto'] },
  );
const typed = `type Linha = Record<string, number>;
export function transform(linha: Linha): Linha { return { ...linha, por_quarto: linha.area / linha.quartos }; }`;

async function saved(about: Parameters<typeof saveModel>[2] = { seed: 1 }): Promise<{ folder: string; whole: Classifier }> {
  code(typed);
  const whole = await withTransform(await model(), { module: 'atributos.ts', signature });
  const folder = scratch();
  saveModel(folder, whole, about);
  return { folder, whole };
}

test('a model brings the code of its columns along, and takes the rows of a request wherever it is loaded', async () => {
  const { folder, whole } = await saved({ seed: 1, reference: rows });
  writeFileSync(join(codeDir, 'atributos.ts'), 'gone');
  const again = await loadModel(folder);
  expect(again.predict(rows)).toEqual(whole.predict(rows));
  expect(again).toMatchObject({ signature, task: 'regression', target: 'preco' });
  expect(JSON.parse(readFileSync(join(folder, 'input_example.json'), 'utf8'))).toEqual({ area: 20, quartos: 1 });
});

test('a type that a signature does not know is refused where it is written, with the field and the types there are', async () => {
  code(typed);
  const odd = [{ name: 'quartos', type: 'integer' as 'long' }];
  await expect(withTransform(await model(), { module: 'atributos.ts', signature: odd })).rejects.toThrow(
    /quartos\.type: "integer" .*"double", "long"/,
  );
  await expect(withTransform(await model(), { module: 'atributos.ts', signature: [{ type: 'long' } as (typeof odd)[0]] })).rejects.toThrow(
    /signature\[0\]\.name/,
  );
});

test('code that is none, brings others along or gives no row is refused with its file', async () => {
  const refused = async (text: string) => {
    code(text);
    await expect(withTransform(await model(), { module: 'atributos.ts', signature }).then((made) => made.predict([rows[0]!]))).rejects.toThrow(
      /atributos\.ts/,
    );
  };
  await refused('export const outra = 1;');
  await refused("import { x } from './outro.ts'; export const transform = x;");
  await refused('export const transform = () => 7;');
  await refused('export const transform = async (row) => row;');
});

test('what one row is made into does not reach the next', async () => {
  code('export function transform(row) { row.area = row.area * 2; row.por_quarto = 1; return row; }');
  const whole = await withTransform(await model(), { module: 'atributos.ts', signature });
  const row = { area: 30, quartos: 2 };
  expect(whole.predict([row, row])).toEqual([...whole.predict([row]), ...whole.predict([row])]);
  expect(row.area).toBe(30);
});

test('a model that does not answer its golden rows as it did is not served', async () => {
  const { folder } = await saved({ seed: 1, reference: rows, serving: { golden: rows.slice(0, 5), timeoutMs: 250 } });
  const context = {
    mode: 'service',
    run: { id: 'r', pipeline: 'p', step: 's', attempt: 1 },
    seed: 1,
    params: {},
    inputs: {},
    model: folder,
  } as const;
  await expect(fromFolder(context)).resolves.toMatchObject({ signature });
  expect(JSON.parse(readFileSync(join(folder, 'serving.json'), 'utf8'))).toMatchObject({ timeoutMs: 250 });
  const path = join(folder, 'model.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('linha.area / linha.quartos', 'linha.area / 2'));
  await expect(fromFolder(context)).rejects.toMatchObject({ code: 'GOLDEN_DIFFERS' });
});

test('terms that cannot be kept are refused', async () => {
  await expect(saved({ seed: 1, serving: { timeoutMs: 0 } })).rejects.toThrow(/timeoutMs/);
  await expect(saved({ seed: 1, serving: { golden: rows.concat(rows) } })).rejects.toThrow(/golden/);
});
