/**
 * `fisherGreater`: is a share larger in the second sample than in the first, exactly (Fisher 1935), however rare it is? As SciPy's
 * `fisher_exact(…, alternative="greater")`.
 */
import { binomialProbability } from './binomial.ts';

/** P(the second has as many or more), all that was counted being dealt out at random. */
export function fisherGreater(first: { hits: number; all: number }, second: { hits: number; all: number }): number {
  const hits = first.hits + second.hits;
  const all = first.all + second.all;
  // From the side of the mean on which it lies: probabilities only fall from there on.
  if (second.hits * all <= second.all * hits) return 1 - fewer(second.hits - 1, second.all, hits, all);
  let term = hypergeometric(second.hits, second.all, hits, all);
  let tail = term;
  for (let k = second.hits; k < Math.min(hits, second.all) && term > tail * 1e-18; k++) {
    term *= ((hits - k) * (second.all - k)) / ((k + 1) * (first.all - hits + k + 1));
    tail += term;
  }
  return Math.min(1, tail);
}

/** P(as many or fewer). */
function fewer(from: number, drawn: number, hits: number, all: number): number {
  const least = Math.max(0, drawn - (all - hits));
  if (from < least) return 0;
  let term = hypergeometric(from, drawn, hits, all);
  let tail = term;
  for (let k = from; k > least && term > tail * 1e-18; k--) {
    term *= (k * (all - hits - drawn + k)) / ((hits - k + 1) * (drawn - k + 1));
    tail += term;
  }
  return Math.min(1, tail);
}

/** By three binomials, as Loader (2000) has it: no large number is taken from another. */
function hypergeometric(k: number, drawn: number, hits: number, all: number): number {
  const p = drawn / all;
  return (binomialProbability(k, hits, p) * binomialProbability(drawn - k, all - hits, p)) / binomialProbability(drawn, all, p);
}
