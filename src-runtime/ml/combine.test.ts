import { beforeAll, expect, test } from 'vitest';
import type { Classifier } from '../sdk/types.ts';
import { penguinColumns, penguins, scratch } from '../test-kit.ts';
import { loadModel, trainClassifier } from './classifier.ts';
import { combineModels, routeModels } from './combine.ts';
import { saveModel } from './model-folder.ts';

const rows = penguins();
let forest: Classifier;
let boosted: Classifier;

beforeAll(async () => {
  const train = (algorithm: 'random_forest' | 'gradient_boosting', on: typeof rows) =>
    trainClassifier(on, { algorithm, ...penguinColumns, seed: 7, params: { trees: 10 } });
  forest = await train('random_forest', rows);
  boosted = await train(
    'gradient_boosting',
    rows.filter(({ species }) => species !== 'Gentoo'),
  );
});

test('an ensemble is the weighted mean of its members, over the classes of all of them', () => {
  const both = combineModels({ forest, boosted }, { weights: { forest: 3 } });
  expect(both.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
  const [a, b, mixed] = [forest, boosted, both].map((model) => model.predict(rows));
  mixed!.forEach(({ label, probabilities }, r) => {
    for (const name of both.classes) {
      expect(probabilities[name]).toBeCloseTo(0.75 * a![r]!.probabilities[name]! + 0.25 * (b![r]!.probabilities[name] ?? 0), 12);
    }
    expect(probabilities[label]).toBe(Math.max(...Object.values(probabilities)));
  });
  const votes = combineModels({ forest, boosted }, { vote: true }).predict(rows);
  expect(new Set(votes.flatMap(({ probabilities }) => Object.values(probabilities)))).toEqual(new Set([0, 0.5, 1]));
});

test('a router asks the member that a column names, in the order of the rows, and comes back from its folder the same', async () => {
  const routed = routeModels({ forest, boosted }, { by: 'island', routes: { Dream: 'boosted' }, otherwise: 'forest' });
  const answers = routed.predict(rows);
  rows.forEach((row, r) => {
    const member = row.island === 'Dream' ? boosted : forest;
    expect(answers[r]!.label).toBe(member.predict([row])[0]!.label);
    expect(Object.keys(answers[r]!.probabilities).sort()).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
  });
  const folder = scratch();
  saveModel(folder, routed, { reference: rows, seed: 7 });
  expect((await loadModel(folder)).predict(rows)).toEqual(answers);
});

test('members that do not fit are refused by name', () => {
  expect(() => combineModels({})).toThrow(/combineModels/);
  expect(() => combineModels({ forest }, { weights: { outro: 1 } })).toThrow(/outro/);
  expect(() => combineModels({ forest }, { weights: { forest: 0 } })).toThrow(/weights/);
  expect(() => routeModels({ forest }, { by: 'island', routes: { Dream: 'outro' }, otherwise: 'forest' })).toThrow(/outro/);
  expect(() => combineModels({ a: combineModels({ forest }) })).toThrow(/ensemble/);
});
