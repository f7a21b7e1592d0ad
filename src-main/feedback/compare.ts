/**
 * `compare`: champion and challenger on the same rows (McNemar's test, exact and one-sided). Rows in which both are right or both are wrong say nothing about
 * which is better; of the others, a challenger that is no better would be the right one in half.
 */
import type { Comparison } from '../contract/feedback.ts';

export function compare(truth: readonly string[], champion: readonly string[], challenger: readonly string[], alpha: number): Comparison {
  if (champion.length !== truth.length || challenger.length !== truth.length) throw new Error('answers and truths of different rows');
  const right = (answers: readonly string[]) => truth.map((label, i) => answers[i] === label);
  const [before, after] = [right(champion), right(challenger)];
  const share = (marks: readonly boolean[]) => (marks.length === 0 ? 0 : marks.filter(Boolean).length / marks.length);
  const onlyChampion = before.filter((mark, i) => mark && !after[i]).length;
  const onlyChallenger = after.filter((mark, i) => mark && !before[i]).length;
  const p = upperTail(onlyChallenger, onlyChampion + onlyChallenger);
  return { rows: truth.length, champion: share(before), challenger: share(after), onlyChampion, onlyChallenger, p, better: p < alpha };
}

/** P(X ≥ k) of n throws of a fair coin; summed from the smallest term on. */
function upperTail(k: number, n: number): number {
  if (k <= 0) return 1;
  let log = -n * Math.LN2;
  let sum = Math.exp(log);
  for (let i = n; i > k; i--) {
    log += Math.log(i) - Math.log(n - i + 1);
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
