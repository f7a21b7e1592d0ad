/**
 * `mannWhitney`: are the values of one sample larger than those of the other (Mann & Whitney 1947)? Its share of ordered pairs is the area under the ROC curve
 * of a score. As SciPy's `mannwhitneyu(…, alternative="greater")`: exact without ties when a sample has eight values or fewer, normal with its correction otherwise.
 */
import { normalTail } from './normal.ts';

export interface MannWhitney {
  /** Pairs in which the first is larger, ties for one half. */
  u: number;
  /** Of all pairs. */
  auc: number;
  p: number;
  method: 'exact' | 'asymptotic';
}

const exactUpTo = 8;

/** Neither is empty. */
export function mannWhitney(first: ArrayLike<number>, second: ArrayLike<number>): MannWhitney {
  const [n, m] = [first.length, second.length];
  const { rankSum, ties } = ranks(first, second);
  const u = rankSum - (n * (n + 1)) / 2;
  const isExact = ties === 0 && Math.min(n, m) <= exactUpTo;
  return { u, auc: u / (n * m), p: isExact ? exactTail(n, m, u) : asymptoticTail(n, m, u, ties), method: isExact ? 'exact' : 'asymptotic' };
}

/** The sum of the first sample's ranks among all, and Σ t³ − t over what is tied. */
function ranks(first: ArrayLike<number>, second: ArrayLike<number>): { rankSum: number; ties: number } {
  const [a, b] = [Float64Array.from(first).sort(), Float64Array.from(second).sort()];
  let [i, j, rankSum, ties] = [0, 0, 0, 0];
  while (i < a.length || j < b.length) {
    const value = i === a.length ? b[j]! : j === b.length ? a[i]! : Math.min(a[i]!, b[j]!);
    const from = i + j;
    const own = i;
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    const tied = i + j - from;
    rankSum += (i - own) * (from + (tied + 1) / 2);
    ties += tied ** 3 - tied;
  }
  return { rankSum, ties };
}

function asymptoticTail(n: number, m: number, u: number, ties: number): number {
  const all = n + m;
  const spread = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  // Half a pair for what is whole and is taken for continuous.
  return spread === 0 ? 1 : normalTail((u - (n * m) / 2 - 0.5) / spread);
}

/** P(U ≥ u): orders of the joined samples by how many pairs they have, counted like partitions into at most n parts of at most m. */
function exactTail(n: number, m: number, u: number): number {
  const [few, many] = [Math.min(n, m), Math.max(n, m)];
  let counts = new Float64Array(few * many + 1);
  counts[0] = 1;
  for (let k = 1; k <= few; k++) counts = times(counts, many + k, k);
  const all = counts.reduce((sum, count) => sum + count, 0);
  let reached = 0;
  for (let pairs = few * many; pairs >= Math.ceil(u); pairs--) reached += counts[pairs]!;
  return Math.min(1, reached / all);
}

/** The polynomial times (1 − q^up) / (1 − q^down): a factor of the Gaussian binomial coefficient. */
function times(counts: Float64Array<ArrayBuffer>, up: number, down: number): Float64Array<ArrayBuffer> {
  for (let i = counts.length - 1; i >= up; i--) counts[i]! -= counts[i - up]!;
  for (let i = down; i < counts.length; i++) counts[i]! += counts[i - down]!;
  return counts;
}
