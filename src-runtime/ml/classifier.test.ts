import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Algorithm, ClassifierOptions, Row } from '../sdk/types.ts';
import { penguinColumns, penguins, scratch } from '../test-kit.ts';
import { loadModel, trainClassifier } from './classifier.ts';
import { classificationReport } from './metrics.ts';
import { saveModel } from './model-folder.ts';
import { seededRandom } from './random.ts';
import { stratifiedKFold } from './split.ts';

const rows = penguins();
const species = rows.map((row) => String(row.species));
const quick: Partial<Record<Algorithm, ClassifierOptions['params']>> = { mlp: { epochs: 20 }, logistic_regression: { epochs: 20 } };
const train = (algorithm: Algorithm, on: readonly Row[] = rows, more: Partial<ClassifierOptions> = {}) =>
  trainClassifier(on, { algorithm, ...penguinColumns, seed: 7, params: quick[algorithm], ...more });
const algorithms: Algorithm[] = ['random_forest', 'gradient_boosting', 'logistic_regression', 'mlp', 'majority'];
const learners = algorithms.slice(0, 4);

describe.each(learners)('%s', (algorithm) => {
  test('tells penguins apart in cross-validation', async () => {
    const actual: string[] = [];
    const predicted: string[] = [];
    for (const fold of stratifiedKFold(species, 3, 1)) {
      const model = await train(
        algorithm,
        fold.train.map((i) => rows[i]!),
      );
      predicted.push(...model.predict(fold.test.map((i) => rows[i]!)).map(({ label }) => label));
      actual.push(...fold.test.map((i) => species[i]!));
    }
    expect(classificationReport(actual, predicted).f1_macro).toBeGreaterThanOrEqual(0.95);
  });

  test('importances add up to one', async () => {
    const shares = Object.entries((await train(algorithm)).importances ?? {});
    if (algorithm === 'mlp') expect(shares).toEqual([]);
    else expect(shares.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 9);
  });
});

describe.each(algorithms)('%s', (algorithm) => {
  test('gives the same bytes for the same seed, and answers alike when read back from its folder', async () => {
    const [model, again] = [await train(algorithm), await train(algorithm)];
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
    const folder = scratch();
    saveModel(folder, model, { reference: rows, seed: 7, metrics: { f1: 0.98 } });
    const read = await loadModel(folder);
    expect(read.predict(rows)).toEqual(model.predict(rows));
    expect(read.signature).toEqual(model.signature);
    expect(JSON.stringify(read)).toBe(JSON.stringify(model));
    for (const { probabilities } of model.predict(rows)) {
      expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    }
  });
});

test('another seed gives another forest', async () => {
  expect(JSON.stringify(await train('random_forest', rows, { seed: 8 }))).not.toBe(JSON.stringify(await train('random_forest')));
});

test('a model folder holds what MLflow expects, an example and a reference with the model’s own answers', async () => {
  const folder = scratch();
  const model = await train('random_forest');
  saveModel(folder, model, { reference: rows, seed: 7, description: 'Pinguins: "três" espécies' });
  const description = readFileSync(join(folder, 'MLmodel'), 'utf8');
  expect(description).toContain('flavors:\n  bancada:\n');
  expect(description).toMatch(/signature:\n {2}inputs: ".*\\"bill_length\\".*"\n {2}outputs: ".*probability_Adelie.*"\n/);
  expect(JSON.parse(readFileSync(join(folder, 'input_example.json'), 'utf8'))).toEqual({
    bill_length: 39.1,
    bill_depth: 18.7,
    flipper: 181,
    mass: 3750,
    island: 'Torgersen',
    sex: 'MALE',
  });
  const reference = JSON.parse(readFileSync(join(folder, 'reference.json'), 'utf8'));
  expect(reference.rows).toEqual(rows);
  expect(reference.predictions).toEqual(model.predict(rows));
});

test('a reference keeps 2,000 rows at most, drawn with the seed', async () => {
  const many = Array.from({ length: 5_000 }, (_, i) => rows[i % rows.length]!);
  const model = await train('majority');
  const sizes = ['a', 'b'].map((name) => {
    const folder = join(scratch(), name);
    mkdirSync(folder);
    saveModel(folder, model, { reference: many, seed: 3 });
    return readFileSync(join(folder, 'reference.json'), 'utf8');
  });
  expect(JSON.parse(sizes[0]!).rows).toHaveLength(2_000);
  expect(sizes[0]).toBe(sizes[1]);
});

test('a damaged model is refused by name', async () => {
  const folder = scratch();
  writeFileSync(join(folder, 'model.json'), '{"format":');
  await expect(loadModel(folder)).rejects.toMatchObject({ code: 'MODEL_BAD', data: { path: folder } });
});

test('what is learned from gaps comes from the training rows alone', async () => {
  const few: Row[] = [1, 2, 3, 100].map((x, i) => ({ x, y: i < 2 ? 'a' : 'b' }));
  const options = { algorithm: 'random_forest', target: 'y', numeric: ['x'], seed: 1 } as const;
  const filled = await trainClassifier([...few, { x: null, y: 'b' }], { ...options, impute: 'median' });
  expect((filled.toJSON() as { encoder: unknown }).encoder).toMatchObject({ numeric: [{ name: 'x', fill: 2.5 }] });
  const mean = await trainClassifier([...few, { x: null, y: 'b' }], { ...options, impute: 'mean' });
  expect((mean.toJSON() as { encoder: unknown }).encoder).toMatchObject({ numeric: [{ name: 'x', fill: 26.5 }] });
  await expect(trainClassifier([...few, { x: null, y: 'b' }], options)).rejects.toMatchObject({ code: 'GAP', data: { column: 'x', row: 5 } });
  const strict = await trainClassifier(few, options);
  expect(() => strict.predict([{ x: null }])).toThrow(expect.objectContaining({ code: 'GAP' }));
});

test('a way to fill gaps that does not exist is refused with those that do, and not passed over', async () => {
  const options = { algorithm: 'random_forest', target: 'y', numeric: ['x'], categorical: ['c'] } as const;
  const few: Row[] = [1, 2, 3, 4].map((x, i) => ({ x, c: 'k', y: i < 2 ? 'a' : 'b' }));
  const wrong = { imputeCategorical: 'most_frequent' } as unknown as { imputeCategorical: 'mode' };
  await expect(trainClassifier(few, { ...options, ...wrong })).rejects.toThrow(/imputeCategorical: "most_frequent" .*"mode"/);
  await expect(trainClassifier(few, { ...options, impute: 'zero' as 'mean' })).rejects.toMatchObject({
    code: 'ARGUMENT',
    data: { expected: '"median", "mean"' },
  });
});

test('a new category is answered, neither refused nor taken for a known one', async () => {
  const model = await train('random_forest');
  const [prediction] = model.predict([{ ...rows[0]!, island: 'Atlântida', sex: null }]);
  expect(prediction!.label).toBe('Adelie');
  expect(model.signature.find(({ name }) => name === 'island')).toEqual({
    name: 'island',
    type: 'string',
    choices: ['Biscoe', 'Dream', 'Torgersen'],
  });
});

test('a column of many levels is encoded without a row seeing its own label', async () => {
  const random = seededRandom(5);
  const noise = Array.from({ length: 2_000 }, () => ({
    airport: `A${Math.floor(random() * 500)}`,
    x: random(),
    late: random() < 0.3 ? 'yes' : 'no',
  }));
  const model = await trainClassifier(noise, { algorithm: 'gradient_boosting', target: 'late', numeric: ['x'], categorical: ['airport'], seed: 1 });
  // Airports say nothing here. An encoding that leaked each row's label would make them look decisive.
  expect(model.importances!.airport).toBeLessThan(0.75);
  expect(model.signature[1]).toEqual({ name: 'airport', type: 'string' });
});

test.each<[string, Partial<ClassifierOptions>, string]>([
  ['an unknown algorithm', { algorithm: 'oracle' as Algorithm }, 'ALGORITHM_UNKNOWN'],
  ['an unknown parameter', { params: { arvores: 10 } }, 'ALGORITHM_PARAM'],
  ['a parameter out of range', { params: { trees: 0 } }, 'ALGORITHM_PARAM'],
  ['a missing column', { numeric: ['peso'] }, 'COLUMN_MISSING'],
  ['a text in a numeric column', { numeric: ['island'] }, 'NOT_A_NUMBER'],
  ['a missing target', { target: 'especie' }, 'COLUMN_MISSING'],
  ['a target with gaps', { target: 'sex' }, 'TARGET_GAP'],
  ['a measure as target', { target: 'id', numeric: [], categorical: [] }, 'CLASSES_MANY'],
])('%s is refused by name', async (_, more, code) => {
  const numbered = rows.map((row, id) => ({ ...row, id }));
  await expect(train('random_forest', numbered, more)).rejects.toMatchObject({ code });
});

test('one class alone cannot be learned', async () => {
  await expect(train('majority', rows.slice(0, 5))).rejects.toMatchObject({ code: 'ONE_CLASS' });
});

test('two classes as booleans, by name', async () => {
  const flights = Array.from({ length: 200 }, (_, i) => ({ hour: i % 24, late: i % 24 > 12 }));
  for (const algorithm of learners) {
    const model = await trainClassifier(flights, { algorithm, target: 'late', numeric: ['hour'], seed: 2 });
    expect(model.classes).toEqual(['false', 'true']);
    expect(model.predict([{ hour: 1 }, { hour: 22 }]).map(({ label }) => label)).toEqual(['false', 'true']);
  }
});
