/** `trainTestSplit`, `stratifiedKFold`, `timeSplit`, `seededRandom`: which rows train and which test. All return row indices. */
import { LabError } from '../errors.ts';
import type { Fold } from '../sdk/types.ts';
import { seededRandom, shuffled, shuffleInPlace } from './random.ts';

export { seededRandom } from './random.ts';

export function trainTestSplit(n: number, options: { test: number; seed: number; stratify?: readonly string[] }): Fold {
  const { test: share, seed, stratify } = options;
  if (!(share > 0 && share < 1)) throw new LabError('ARGUMENT', { where: 'trainTestSplit', value: `test: ${share}`, expected: '0 < test < 1' });
  const random = seededRandom(seed);
  const size = Math.max(1, Math.round(n * share));
  if (!stratify) {
    const order = shuffled(n, random);
    return { train: ascending(order.slice(size)), test: ascending(order.slice(0, size)) };
  }
  const groups = byLabel(stratify);
  const quotas = groups.map((group) => (group.length * size) / n);
  const takes = quotas.map(Math.floor);
  const byRemainder = quotas.map((quota, g) => ({ g, rest: quota - takes[g]! })).sort((a, b) => b.rest - a.rest);
  let missing = size - takes.reduce((sum, take) => sum + take, 0);
  for (const { g } of byRemainder) if (missing-- > 0) takes[g]!++;
  const fold: Fold = { train: [], test: [] };
  groups.forEach((group, g) => {
    shuffleInPlace(group, random);
    group.forEach((index, i) => {
      (i < takes[g]! ? fold.test : fold.train).push(index);
    });
  });
  return { train: ascending(fold.train), test: ascending(fold.test) };
}

/** k folds whose shares of each label differ by one row at most. */
export function stratifiedKFold(labels: readonly string[], k: number, seed: number): Fold[] {
  if (!Number.isInteger(k) || k < 2 || k > labels.length) {
    throw new LabError('ARGUMENT', { where: 'stratifiedKFold', value: `k: ${k}`, expected: `2 … ${labels.length}` });
  }
  const random = seededRandom(seed);
  const foldOf = new Int32Array(labels.length);
  let dealt = 0;
  for (const group of byLabel(labels)) {
    shuffleInPlace(group, random);
    for (const index of group) foldOf[index] = dealt++ % k;
  }
  return Array.from({ length: k }, (_, fold) => {
    const parts: Fold = { train: [], test: [] };
    foldOf.forEach((of, index) => {
      (of === fold ? parts.test : parts.train).push(index);
    });
    return parts;
  });
}

/** Cuts rows by time, oldest first. Rows of the same instant stay together, so that no part knows another's present. */
export function timeSplit(times: readonly (string | number)[], fractions: readonly number[]): number[][] {
  const total = fractions.reduce((sum, fraction) => sum + fraction, 0);
  if (fractions.some((fraction) => !(fraction > 0)) || total > 1 + 1e-9) {
    throw new LabError('ARGUMENT', { where: 'timeSplit', value: `[${fractions.join(', ')}]`, expected: '> 0, Σ ≤ 1' });
  }
  const order = times.map((_, index) => index).sort((a, b) => compare(times[a]!, times[b]!) || a - b);
  let from = 0;
  let share = 0;
  return fractions.map((fraction) => {
    share += fraction;
    let to = Math.max(from, Math.round(share * order.length));
    while (to > 0 && to < order.length && compare(times[order[to]!]!, times[order[to - 1]!]!) === 0) to++;
    const part = order.slice(from, to);
    from = to;
    return part;
  });
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byLabel(labels: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  labels.forEach((label, index) => {
    const group = groups.get(label);
    if (group) group.push(index);
    else groups.set(label, [index]);
  });
  return [...groups.keys()].sort().map((label) => groups.get(label)!);
}

function ascending(indices: number[]): number[] {
  return indices.sort((a, b) => a - b);
}
