/** `compareJointly`: all columns at once: MMD, and whether a classifier tells a row of one side from a row of the other, and by which columns. */
import { trainForest } from '../../../../src-runtime/ml/forest.ts';
import { seededRandom, shuffled, shuffleInPlace } from '../../../../src-runtime/ml/random.ts';
import type { MultivariateDrift } from '../../../contract/drift.ts';
import { mannWhitney } from '../../statistics/mann-whitney.ts';
import { maximumMeanDiscrepancy } from '../../statistics/mmd.ts';
import { encodeJointly } from './encode.ts';
import type { Column, Sides } from './subjects.ts';

const mmdRows = 400;
const permutations = 300;
const classifierRows = 2000;
/** Of a side; fewer tell nothing. */
export const leastJointRows = 20;
const named = 8;

export interface JointOptions {
  seed: number;
  onProgress(fraction: number): void;
}

export async function compareJointly(
  sides: Sides,
  columns: readonly Column[],
  { seed, onProgress }: JointOptions,
): Promise<MultivariateDrift | null> {
  const features = columns.filter(({ kind }) => kind !== 'prediction');
  const names = features.map(({ name }) => name);
  const reference = await sides.reference.sample(names, classifierRows, seed);
  const current = await sides.current.sample(names, classifierRows, seed + 1);
  if (features.length === 0 || Math.min(reference.length, current.length) < leastJointRows) return null;
  // Both sides are encoded alike, by what both have together: a permutation of rows changes nothing of it.
  const { matrix, sources } = encodeJointly([...reference, ...current], features);
  const width = sources.length;
  const at = (from: number, to: number) => matrix.slice(from * width, to * width);
  const random = seededRandom(seed);
  const few = (rows: number) => Math.min(mmdRows, rows);
  const mmd = maximumMeanDiscrepancy(at(0, few(reference.length)), at(reference.length, reference.length + few(current.length)), width, {
    permutations,
    shuffle: (order) => shuffleInPlace(order, random),
    onProgress: (fraction) => onProgress(fraction * 0.6),
  });
  const classifier = tellApart(matrix, width, reference.length, seed, (fraction) => onProgress(0.6 + 0.4 * fraction));
  const shares = names.map((feature) => ({
    feature,
    share: classifier.gains.reduce((sum, gain, i) => (sources[i] === feature ? sum + gain : sum), 0),
  }));
  return {
    columns: names.length,
    mmd: { ...mmd, rows: few(reference.length) + few(current.length) },
    classifier: {
      ...{ auc: classifier.auc, p: classifier.p, rows: classifier.rows },
      shares: shares.toSorted((a, b) => b.share - a.share).slice(0, named),
    },
  };
}

/** A forest learns from half of the rows; the other half says how well it tells (Lopez-Paz & Oquab 2017: a classifier as a two-sample test). */
function tellApart(matrix: Float64Array, width: number, first: number, seed: number, onProgress: (fraction: number) => void) {
  const rows = matrix.length / width;
  const random = seededRandom(seed + 2);
  const half = (from: number, to: number) => {
    const order = shuffled(to - from, random).map((i) => from + i);
    return [order.slice(0, order.length >> 1), order.slice(order.length >> 1)] as const;
  };
  const [[learnA, judgeA], [learnB, judgeB]] = [half(0, first), half(first, rows)];
  const take = (chosen: readonly number[]) => {
    const part = new Float64Array(chosen.length * width);
    for (const [i, row] of chosen.entries()) part.set(matrix.subarray(row * width, (row + 1) * width), i * width);
    return part;
  };
  const learn = [...learnA, ...learnB];
  const labels = { codes: Int32Array.from(learn, (row) => (row < first ? 0 : 1)), classes: 2 };
  const forest = trainForest({ matrix: take(learn), width, labels, random, onProgress }, { trees: 60, depth: 8, minLeaf: 5, features: 0 });
  const scores = (chosen: readonly number[]) => forest.probabilities(take(chosen), width).filter((_, i) => i % 2 === 1);
  const { auc, p } = mannWhitney(scores(judgeB), scores(judgeA));
  const gains = [...(forest.gains ?? [])];
  const all = gains.reduce((sum, gain) => sum + gain, 0) || 1;
  return { auc, p, rows: judgeA.length + judgeB.length, gains: gains.map((gain) => gain / all) };
}
