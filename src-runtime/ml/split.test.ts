import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stratifiedKFold, timeSplit, trainTestSplit } from './split.ts';

const labels = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 6, maxLength: 120 });
const sorted = (indices: number[]) => [...indices].sort((a, b) => a - b);
const all = (n: number) => Array.from({ length: n }, (_, i) => i);

test('folds share the rows out, each once, every label evenly', () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 2, max: 5 }), fc.integer(), (rows, k, seed) => {
      const folds = stratifiedKFold(rows, k, seed);
      expect(sorted(folds.flatMap(({ test }) => test))).toEqual(all(rows.length));
      for (const { train, test } of folds) expect(sorted([...train, ...test])).toEqual(all(rows.length));
      for (const label of new Set(rows)) {
        const counts = folds.map(({ test }) => test.filter((index) => rows[index] === label).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
      expect(stratifiedKFold(rows, k, seed)).toEqual(folds);
    }),
  );
});

test('a stratified test set keeps the shares of the labels', () => {
  fc.assert(
    fc.property(labels, fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.integer(), (rows, share, seed) => {
      const { train, test } = trainTestSplit(rows.length, { test: share, seed, stratify: rows });
      expect(sorted([...train, ...test])).toEqual(all(rows.length));
      expect(test).toHaveLength(Math.max(1, Math.round(rows.length * share)));
      for (const label of new Set(rows)) {
        const expected = (rows.filter((row) => row === label).length * test.length) / rows.length;
        expect(Math.abs(test.filter((index) => rows[index] === label).length - expected)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('another seed shuffles otherwise', () => {
  const one = trainTestSplit(100, { test: 0.2, seed: 1 });
  expect(trainTestSplit(100, { test: 0.2, seed: 1 })).toEqual(one);
  expect(trainTestSplit(100, { test: 0.2, seed: 2 })).not.toEqual(one);
});

test('time splits never put an instant in two parts, nor a later row before an earlier one', () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 80 });
  fc.assert(
    fc.property(times, (moments) => {
      const parts = timeSplit(moments, [0.6, 0.2, 0.2]);
      expect(sorted(parts.flat())).toEqual(all(moments.length));
      const spans = parts.filter((part) => part.length > 0).map((part) => part.map((index) => moments[index]!));
      for (let i = 1; i < spans.length; i++) expect(Math.max(...spans[i - 1]!)).toBeLessThan(Math.min(...spans[i]!));
    }),
  );
  expect(timeSplit(['2001/01/03', '2001/01/01', '2001/01/02'], [0.34, 0.66])).toEqual([[1], [2, 0]]);
});

test('fractions above one are refused', () => {
  expect(() => timeSplit([1, 2], [0.8, 0.4])).toThrow(expect.objectContaining({ code: 'ARGUMENT' }));
});
