/** `arrivals`: when each request is due, in milliseconds from the start: the times at which the sum of the rate passes whole numbers, or random steps of mean one. */
import type { LoadStage } from '../contract/load-stages.ts';

export function* arrivals(stages: readonly LoadStage[], how: 'even' | 'random', seed: number): Generator<number, void> {
  const random = randomOf(seed);
  const step = () => (how === 'even' ? 1 : -Math.log(1 - random()));
  let next = how === 'even' ? 0 : step();
  let sum = 0;
  let begun = 0;
  for (const { from, to, seconds } of stages) {
    const all = ((from + to) / 2) * seconds;
    const bend = (to - from) / (2 * seconds);
    while (next < sum + all) {
      const wanted = next - sum;
      // from·t + bend·t² = wanted, in the form that does not lose digits when the bend is small.
      const time = wanted === 0 && from > 0 ? 0 : (2 * wanted) / (from + Math.sqrt(from * from + 4 * bend * wanted));
      yield 1000 * (begun + (Number.isFinite(time) ? time : 0));
      next += step();
    }
    sum += all;
    begun += seconds;
  }
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
