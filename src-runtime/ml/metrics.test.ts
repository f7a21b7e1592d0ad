import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrapInterval, brier, calibration, classificationReport, logLoss, rocAuc } from './metrics.ts';

test('the report of a small case, counted by hand', () => {
  const report = classificationReport(['a', 'a', 'a', 'b', 'b', 'c'], ['a', 'a', 'b', 'b', 'a', 'a']);
  expect(report.confusion).toEqual({ a: { a: 2, b: 1, c: 0 }, b: { a: 1, b: 1, c: 0 }, c: { a: 1, b: 0, c: 0 } });
  expect(report.perClass.a).toEqual({ precision: 0.5, recall: 2 / 3, f1: 4 / 7, support: 3 });
  expect(report.perClass.b).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
  expect(report.perClass.c).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 });
  expect(report.accuracy).toBe(0.5);
  expect(report.f1_macro).toBeCloseTo((4 / 7 + 0.5) / 3, 12);
  expect(report.precision_macro).toBeCloseTo(1 / 3, 12);
  expect(report.recall_macro).toBeCloseTo((2 / 3 + 0.5) / 3, 12);
});

test('ROC-AUC equals the share of pairs ranked right, ties counting half', () => {
  expect(rocAuc([false, false, true, true], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
  const scored = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5 })), { maxLength: 40 });
  fc.assert(
    fc.property(scored, (rows) => {
      const positives = rows.filter(([truth]) => truth);
      const negatives = rows.filter(([truth]) => !truth);
      fc.pre(positives.length > 0 && negatives.length > 0);
      let won = 0;
      for (const [, p] of positives) for (const [, n] of negatives) won += p > n ? 1 : p === n ? 0.5 : 0;
      const auc = rocAuc(
        rows.map(([truth]) => truth),
        rows.map(([, score]) => score),
      );
      expect(auc).toBeCloseTo(won / (positives.length * negatives.length), 12);
    }),
  );
  expect(rocAuc([true, true], [0.2, 0.3])).toBeNaN();
});

test('log loss and Brier score by hand', () => {
  expect(logLoss([true, false], [0.8, 0.4])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12);
  expect(logLoss([true], [0])).toBeCloseTo(-Math.log(1e-15), 6);
  expect(brier([true, false], [0.8, 0.4])).toBeCloseTo((0.04 + 0.16) / 2, 12);
});

test('calibration puts a probability of one in the last bin and leaves empty bins out', () => {
  expect(calibration([true, false, true, true], [0.05, 0.08, 0.55, 1])).toEqual([
    { bin: 0, mean: 0.065, observed: 0.5, count: 2 },
    { bin: 5, mean: 0.55, observed: 1, count: 1 },
    { bin: 9, mean: 1, observed: 1, count: 1 },
  ]);
});

test('the bootstrap interval of a mean is near its textbook width and repeats with its seed', () => {
  const values = Array.from({ length: 400 }, (_, i) => i % 2);
  const mean = (indices: number[]) => indices.reduce((sum, i) => sum + values[i]!, 0) / indices.length;
  const interval = bootstrapInterval(400, mean, { seed: 1 });
  expect(interval.high - interval.low).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 400), 2);
  expect(interval.mean).toBeCloseTo(0.5, 2);
  expect(bootstrapInterval(400, mean, { seed: 1 })).toEqual(interval);
});
