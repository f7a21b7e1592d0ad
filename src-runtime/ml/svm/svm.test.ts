import { expect, test } from 'vitest';
import { trainClassifier } from '../classifier.ts';
import { restoreClassifier, type StoredClassifier } from '../fitted.ts';
import { rbf } from './kernel.ts';
import { couple } from './platt.ts';
import { separate } from './smo.ts';

/** Three clouds of 14, 12 and 10 points. */
const cloud: [number, number][] = [
  [1.79, 0.44],
  [0.1, -1.86],
  [-0.28, -0.35],
  [-0.08, -0.63],
  [-0.04, -0.48],
  [-1.31, 0.88],
  [0.88, 1.71],
  [0.05, -0.4],
  [-0.55, -1.55],
  [0.98, -1.1],
  [-1.19, -0.21],
  [1.49, 0.24],
  [-1.02, -0.71],
  [0.63, -0.16],
  [1.43, 0.77],
  [2.95, 2.98],
  [0.96, 0.37],
  [1.4, -1.42],
  [1.28, -0.02],
  [3.32, 0.87],
  [0.58, 1.65],
  [1.84, -0.74],
  [1.6, 0.41],
  [1.33, 1.03],
  [-0.05, 0.73],
  [3.21, 1.85],
  [1.61, 3.72],
  [1.99, 1.48],
  [1.35, 0.74],
  [-0.1, 0.69],
  [1.55, 3.93],
  [0.3, 4.37],
  [-0.17, 2.75],
  [0.65, 1.54],
  [0.94, 4.54],
  [-0.52, 3.5],
];
const codes = cloud.map((_, i) => (i < 14 ? 0 : i < 26 ? 1 : 2));
const asked: [number, number][] = [
  [0.0, 0.0],
  [1.0, 1.0],
  [2.0, 0.5],
  [0.4, 2.0],
  [-1.0, 3.0],
];
/** scikit-learn 1.9.1: SVC(C=10, gamma=0.3, tol=1e-6, decision_function_shape='ovo').decision_function(asked); pairs 0–1, 0–2, 1–2. */
const distances: number[][] = [
  [0.64555, 0.202021, 0.952899],
  [-1.325068, -0.789636, 1.094062],
  [-0.803696, 0.873182, 0.816065],
  [-0.568132, -0.79658, -0.099405],
  [0.018405, -0.89032, -0.850816],
];

test('distances to the borders are those of scikit-learn’s SVC', () => {
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  pairs.forEach(([first, second], p) => {
    const rows = cloud.filter((_, i) => codes[i] === first || codes[i] === second);
    const signs = Int8Array.from(
      codes.filter((code) => code === first || code === second),
      (code) => (code === first ? 1 : -1),
    );
    const points = { matrix: Float64Array.from(rows.flat()), width: 2 };
    const { coefficients, offset } = separate(points, signs, { cost: 10, gamma: 0.3, tolerance: 1e-6 });
    const at = { matrix: Float64Array.from(asked.flat()), width: 2 };
    asked.forEach((_, row) => {
      const far = coefficients.reduce((sum, coefficient, i) => sum + coefficient * rbf(points, i, at, row, 0.3), -offset);
      expect(far).toBeCloseTo(distances[row]![p]!, 4);
    });
  });
});

test('a trained machine tells the clouds apart, with chances that add up to one, and survives being stored', async () => {
  const rows = cloud.map(([x, y], i) => ({ x, y, cloud: String(codes[i]) }));
  const model = await trainClassifier(rows, { algorithm: 'svm', target: 'cloud', numeric: ['x', 'y'], params: { cost: 10 } });
  const answers = model.predict(rows);
  expect(answers.filter(({ label }, i) => label === rows[i]!.cloud).length).toBeGreaterThanOrEqual(30);
  for (const { probabilities } of answers) expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
  expect(restoreClassifier(JSON.parse(JSON.stringify(model)) as StoredClassifier).predict(rows)).toEqual(answers);
});

test('coupling gives back the chances that the pairs agree on', () => {
  const chances = [0.6, 0.3, 0.1];
  const wins = chances.map((a) => Float64Array.from(chances, (b) => a / (a + b)));
  couple(wins).forEach((chance, k) => {
    expect(chance).toBeCloseTo(chances[k]!, 2);
  });
});
