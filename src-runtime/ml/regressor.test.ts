import { beforeAll, expect, test } from 'vitest';
import type { Classifier, Row } from '../sdk/types.ts';
import { scratch } from '../test-kit.ts';
import { loadModel } from './classifier.ts';
import { explainPrediction } from './explain/explain.ts';
import { permutationImportance } from './explain/permutation.ts';
import { saveModel } from './model-folder.ts';
import { seededRandom } from './random.ts';
import { regressionReport, trainRegressor } from './regressor.ts';

/** preco = 50 + 3 area + 40 in the south; the product bends it. */
const random = seededRandom(3);
const rows: Row[] = Array.from({ length: 600 }, () => {
  const area = 20 + 180 * random();
  const zona = random() < 0.5 ? 'sul' : 'norte';
  return { area, zona, preco: 50 + 3 * area + (zona === 'sul' ? 2 * area : 0) + 4 * (random() - 0.5) };
});
const [train, held] = [rows.slice(0, 450), rows.slice(450)];
const options = { target: 'preco', numeric: ['area'], categorical: ['zona'], seed: 1 };
const actual = held.map(({ preco }) => Number(preco));
const rmse = (model: Classifier) =>
  regressionReport(
    actual,
    model.predict(held).map(({ value }) => value!),
  ).rmse;
const models = new Map<string, Classifier>();

beforeAll(async () => {
  for (const algorithm of ['random_forest', 'gradient_boosting', 'linear_regression', 'mean'] as const)
    models.set(
      algorithm,
      await trainRegressor(train, { algorithm, ...options, ...(algorithm.includes('_') && { params: params[algorithm] ?? {} }) }),
    );
});
const params: Record<string, Record<string, number>> = { random_forest: { trees: 30 }, gradient_boosting: { trees: 60 } };

test('trees follow what bends, a line what does not, and the mean is what all must beat', () => {
  const spread = rmse(models.get('mean')!);
  expect(rmse(models.get('gradient_boosting')!)).toBeLessThan(0.06 * spread);
  expect(rmse(models.get('random_forest')!)).toBeLessThan(0.1 * spread);
  expect(rmse(models.get('linear_regression')!)).toBeLessThan(0.5 * spread);
  expect(models.get('mean')!.predict([held[0]!])[0]!.value).toBeCloseTo(train.reduce((sum, { preco }) => sum + Number(preco), 0) / train.length, 6);
});

test('the line is the least-squares line', async () => {
  const exact = Array.from({ length: 20 }, (_, i): Row => ({ x: i, y: 3 * i - 7 }));
  const line = await trainRegressor(exact, { algorithm: 'linear_regression', target: 'y', numeric: ['x'], params: { l2: 0 } });
  expect(line.predict([{ x: 100 }])[0]!.value).toBeCloseTo(293, 8);
});

test('the same seed gives the same model, and a folder gives back the same answers', async () => {
  for (const [algorithm, model] of models) {
    const folder = scratch();
    saveModel(folder, model, { reference: train, seed: 1 });
    const again = await loadModel(folder);
    expect([algorithm, again.predict(held)]).toEqual([algorithm, model.predict(held)]);
    expect(again.task).toBe('regression');
  }
  const twin = await trainRegressor(train, { algorithm: 'random_forest', ...options, params: params.random_forest! });
  expect(JSON.stringify(twin)).toBe(JSON.stringify(models.get('random_forest')));
});

test('a number is explained in its own unit, and shuffling what decides costs R²', async () => {
  const model = models.get('gradient_boosting')!;
  const found = await explainPrediction({
    row: held[0]!,
    columns: ['area', 'zona'],
    background: train.slice(0, 40),
    predict: model.predict,
    seed: 0,
    model,
  });
  expect(found).toMatchObject({ method: 'exact', scale: 'value' });
  expect(found.base + found.contributions.reduce((sum, one) => sum + one.contribution, 0)).toBeCloseTo(model.predict([held[0]!])[0]!.value!, 6);
  const importance = await permutationImportance({
    rows: held,
    columns: ['zona', 'area'],
    target: 'preco',
    predict: model.predict,
    repeats: 2,
    seed: 0,
  });
  expect(importance).toMatchObject({ metric: 'r2', columns: [{ column: 'area' }, { column: 'zona' }] });
});

test('a target that is no number is refused by row', async () => {
  await expect(trainRegressor([{ area: 1, zona: 'sul', preco: 'caro' }], { algorithm: 'mean', ...options })).rejects.toThrow(/preco/);
  await expect(trainRegressor(train, { algorithm: 'linear_regression', ...options, params: { trees: 3 } })).rejects.toThrow(/l2/);
});
