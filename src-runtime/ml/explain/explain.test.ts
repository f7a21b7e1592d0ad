import { expect, test } from 'vitest';
import type { Algorithm, Row } from '../../sdk/types.ts';
import { penguinColumns, penguins } from '../../test-kit.ts';
import { trainClassifier } from '../classifier.ts';
import { seededRandom } from '../random.ts';
import { type Ask, exactShapley, sampledShapley } from './coalitions.ts';
import { explainPrediction } from './explain.ts';
import { permutationImportance } from './permutation.ts';

const rows = penguins();
const columns = ['bill_length', 'bill_depth', 'flipper', 'mass', 'island', 'sex'];
const train = (algorithm: Algorithm) =>
  trainClassifier(rows, { algorithm, ...penguinColumns, seed: 7, ...(algorithm !== 'logistic_regression' && { params: { trees: 15 } }) });

test.each<Algorithm>(['random_forest', 'gradient_boosting'])('a walk over the trees of %s gives the values of all coalitions', async (algorithm) => {
  const model = await train(algorithm);
  const background = rows.filter((_, r) => r % 17 === 0);
  for (const row of [rows[3]!, rows[200]!, rows[300]!]) {
    const question = { row, columns, background, predict: model.predict, seed: 1 };
    const told = await explainPrediction({ ...question, model });
    expect(told).toMatchObject({ method: 'trees', scale: algorithm === 'random_forest' ? 'probability' : 'score' });
    expect(told.base + told.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(told.value, 6);
    if (algorithm !== 'random_forest') continue;
    const slow = await explainPrediction(question);
    expect(slow.method).toBe('exact');
    const byColumn = new Map(slow.contributions.map(({ column, contribution }) => [column, contribution]));
    for (const { column, contribution } of told.contributions) expect(contribution, column).toBeCloseTo(byColumn.get(column)!, 6);
  }
});

test('of two classes, the scores of boosted trees mirror each other', async () => {
  const two = rows.filter(({ species }) => species !== 'Gentoo');
  const model = await trainClassifier(two, { algorithm: 'gradient_boosting', ...penguinColumns, seed: 7, params: { trees: 10 } });
  const question = { row: two[0]!, columns, background: two.slice(0, 40), predict: model.predict, model, seed: 1 };
  const [one, other] = [await explainPrediction({ ...question, class: 'Adelie' }), await explainPrediction({ ...question, class: 'Chinstrap' })];
  one.contributions.forEach(({ column, contribution }) => {
    expect(other.contributions.find((found) => found.column === column)!.contribution).toBeCloseTo(-contribution, 12);
  });
  expect(1 / (1 + Math.exp(-one.value))).toBeCloseTo(model.predict([two[0]!])[0]!.probabilities.Adelie!, 6);
});

test('a game whose values are known: exactly them, and drawn orders come as near as they say', async () => {
  const random = seededRandom(3);
  const names = Array.from({ length: 6 }, (_, c) => `x${c}`);
  const point = (): Row => Object.fromEntries(names.map((name) => [name, random()]));
  const row = point();
  const background = Array.from({ length: 20 }, point);
  // Linear, with one product: a column's value is its weight times its distance from the mean, and half of what the product shares.
  const ask: Ask = async (given) =>
    given.map((one) => names.reduce((sum, name, c) => sum + (c + 1) * Number(one[name]), 0) + Number(one.x0) * Number(one.x1));
  const mean = (of: (one: Row) => number) => background.reduce((sum, one) => sum + of(one), 0) / background.length;
  const { values } = await exactShapley(ask, row, names, background);
  for (let c = 2; c < 6; c++) expect(values[c]).toBeCloseTo((c + 1) * (Number(row[`x${c}`]) - mean((one) => Number(one[`x${c}`]))), 10);
  const drawn = await sampledShapley(ask, row, names, background, { orders: 400, seed: 1 });
  drawn.values.forEach((value, c) => void expect(Math.abs(value - values[c]!)).toBeLessThan(5 * drawn.errors![c]! + 1e-9));
  expect((await sampledShapley(ask, row, names, background, { orders: 400, seed: 1 })).values).toEqual(drawn.values);
});

test('shuffling a column that says nothing changes nothing, and the column that decides comes first', async () => {
  const random = seededRandom(9);
  const data: Row[] = Array.from({ length: 300 }, () => {
    const a = random();
    return { a, b: random(), y: a > 0.5 ? 'sim' : 'nao' };
  });
  const model = await trainClassifier(data, { algorithm: 'random_forest', target: 'y', numeric: ['a', 'b'], seed: 1, params: { trees: 10 } });
  const ask = { rows: data, columns: ['b', 'a'], target: 'y', predict: model.predict, repeats: 3, seed: 4 };
  const found = await permutationImportance(ask);
  expect(found).toMatchObject({ metric: 'accuracy', baseline: 1, columns: [{ column: 'a' }, { column: 'b' }] });
  expect(found.columns[0]!.drop).toBeGreaterThan(0.3);
  expect(found.columns[1]!.drop).toBeLessThan(0.1);
  expect(await permutationImportance(ask)).toEqual(found);
});
