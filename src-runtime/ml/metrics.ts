/** `classificationReport`, `rocAuc`, `logLoss`, `brier`, `calibration`, `bootstrapInterval`: how good predictions are. Definitions as in scikit-learn. */
import type { ClassificationReport } from '../sdk/types.ts';
import { below, seededRandom } from './random.ts';

export function classificationReport(actual: readonly string[], predicted: readonly string[]): ClassificationReport {
  const classes = [...new Set([...actual, ...predicted])].sort();
  const confusion: ClassificationReport['confusion'] = {};
  for (const row of classes) confusion[row] = Object.fromEntries(classes.map((column) => [column, 0]));
  actual.forEach((label, i) => {
    confusion[label]![predicted[i]!]!++;
  });
  const perClass: ClassificationReport['perClass'] = {};
  let hits = 0;
  for (const label of classes) {
    const hit = confusion[label]![label]!;
    const support = sum(Object.values(confusion[label]!));
    const claimed = sum(classes.map((other) => confusion[other]![label]!));
    hits += hit;
    perClass[label] = { precision: ratio(hit, claimed), recall: ratio(hit, support), f1: ratio(2 * hit, support + claimed), support };
  }
  const macro = (key: 'precision' | 'recall' | 'f1') => ratio(sum(Object.values(perClass).map((entry) => entry[key])), classes.length);
  return {
    accuracy: ratio(hits, actual.length),
    f1_macro: macro('f1'),
    precision_macro: macro('precision'),
    recall_macro: macro('recall'),
    perClass,
    confusion,
  };
}

/** Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. NaN when one of them is missing. */
export function rocAuc(actual: readonly boolean[], score: readonly number[]): number {
  const negatives = Float64Array.from(score.filter((_, i) => !actual[i])).sort();
  let positives = 0;
  let won = 0;
  actual.forEach((truth, i) => {
    if (!truth) return;
    positives++;
    won += (countBelow(negatives, score[i]!, false) + countBelow(negatives, score[i]!, true)) / 2;
  });
  return won / (positives * negatives.length);
}

/** How many sorted values lie below the value, or (`through`) not above it. */
function countBelow(sorted: Float64Array, value: number, through: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (through && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function logLoss(actual: readonly boolean[], probability: readonly number[]): number {
  const tiny = 1e-15;
  const losses = actual.map((truth, i) => {
    const p = Math.min(1 - tiny, Math.max(tiny, probability[i]!));
    return -Math.log(truth ? p : 1 - p);
  });
  return sum(losses) / losses.length;
}

export function brier(actual: readonly boolean[], probability: readonly number[]): number {
  return sum(actual.map((truth, i) => (probability[i]! - (truth ? 1 : 0)) ** 2)) / actual.length;
}

/** Equal-width bins of predicted probability; empty bins are left out. */
export function calibration(
  actual: readonly boolean[],
  probability: readonly number[],
  bins = 10,
): { bin: number; mean: number; observed: number; count: number }[] {
  const totals = Array.from({ length: bins }, (_, bin) => ({ bin, mean: 0, observed: 0, count: 0 }));
  probability.forEach((p, i) => {
    const total = totals[Math.min(bins - 1, Math.max(0, Math.floor(p * bins)))]!;
    total.count++;
    total.mean += p;
    if (actual[i]) total.observed++;
  });
  return totals
    .filter(({ count }) => count > 0)
    .map(({ bin, mean, observed, count }) => ({ bin, mean: mean / count, observed: observed / count, count }));
}

/** Percentile bootstrap. Rounds whose statistic is not a number (a resample with one class only) are left out. */
export function bootstrapInterval(
  n: number,
  statistic: (indices: number[]) => number,
  options: { rounds?: number; level?: number; seed: number },
): { low: number; high: number; mean: number } {
  const { rounds = 1_000, level = 0.95, seed } = options;
  const random = seededRandom(seed);
  const values: number[] = [];
  const indices = new Array<number>(n);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < n; i++) indices[i] = below(random, n);
    const value = statistic(indices);
    if (!Number.isNaN(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const tail = (1 - level) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail), mean: sum(values) / values.length };
}

/** Linear interpolation between order statistics. */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] ?? 0) - sorted[low]!);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
