import { expect, test } from 'vitest';
import type { Row } from '../../sdk/types.ts';
import { seededRandom } from '../random.ts';
import { averagePath, isolationForest } from './isolation-forest.ts';
import { oversample } from './oversample.ts';

const random = seededRandom(3);
const cloud = (n: number, x: number, y: number, label: string): Row[] =>
  Array.from({ length: n }, () => ({ x: x + random() * 4, y: y + random() * 4, label, room: 'a' }));
const rows = [...cloud(60, 0, 0, 'many'), ...cloud(12, 2.5, 2.5, 'few')];
const about = { target: 'label', numeric: ['x', 'y'], seed: 7 } as const;

test.each(['smote', 'borderline', 'svm'] as const)('%s fills the smaller class up, keeps every given row and is fixed by its seed', (method) => {
  const balanced = oversample(rows, { ...about, method });
  expect(balanced.slice(0, rows.length)).toEqual(rows);
  expect(balanced.filter(({ label }) => label === 'few')).toHaveLength(60);
  expect(balanced).toHaveLength(120);
  expect(oversample(rows, { ...about, method })).toEqual(balanced);
  expect(oversample(rows, { ...about, method, seed: 8 })).not.toEqual(balanced);
});

test('a row of SMOTE lies on the line between two of its class', () => {
  const few = rows.filter(({ label }) => label === 'few') as { x: number; y: number }[];
  for (const made of oversample(rows, about).slice(rows.length) as { x: number; y: number }[]) {
    const between = few.some((a) =>
      few.some(
        (b) =>
          a !== b &&
          Math.abs(Math.hypot(made.x - a.x, made.y - a.y) + Math.hypot(made.x - b.x, made.y - b.y) - Math.hypot(a.x - b.x, a.y - b.y)) < 1e-9,
      ),
    );
    expect(between).toBe(true);
  }
});

test('a gap is an error that names its column', () => {
  expect(() => oversample([...rows, { x: null, y: 1, label: 'few' }], about)).toThrow(/x/);
});

test('rows far from all others are the outliers', () => {
  const strange = [
    { x: 40, y: -30 },
    { x: -25, y: 50 },
    { x: 60, y: 60 },
  ];
  const { outliers, scores } = isolationForest([...rows, ...strange], { numeric: ['x', 'y'], share: 3 / 75, seed: 7 });
  expect(outliers.flatMap((is, index) => (is ? [index] : []))).toEqual([72, 73, 74]);
  expect(Math.min(...scores.slice(72))).toBeGreaterThan(0.6);
});

test('the mean path is that of the paper, and of scikit-learn’s _average_path_length', () => {
  expect([1, 2, 5, 256].map(averagePath)).toEqual([0, 1, expect.closeTo(2.327_020_052_042_847, 12), expect.closeTo(10.244_770_920_116_851, 9)]);
});
