/**
 * `tpeConfig`: tree-structured Parzen estimator (Bergstra et al., 2011). Trials are told into good and others; each parameter takes, of a few values drawn where the good
 * ones are, the one that is likeliest to be good. What is still being tried counts as "other", so that trials of one batch differ.
 */
import { parzen } from './parzen.ts';
import { type Random, randomConfig } from './random.ts';
import { type Config, drawAll, exists, type Space, type Value } from './space.ts';

export interface Seen {
  params: Config;
  /** Higher is better; null while it is not known, and of trials that failed. */
  score: number | null;
  /** How thoroughly it was looked at: one that was stopped early is below all that went further. */
  units: number;
}

export interface TpeOptions {
  /** Trials by chance before the densities mean something. */
  startup?: number;
  candidates?: number;
}

export function tpeConfig(space: Space, seen: readonly Seen[], random: Random, { startup = 10, candidates = 24 }: TpeOptions = {}): Config {
  const known = seen.filter(({ score }) => score !== null);
  if (known.length < startup) return randomConfig(space, random);
  const order = known.toSorted((a, b) => b.units - a.units || b.score! - a.score!);
  const cut = Math.min(25, Math.ceil(0.15 * order.length));
  const good = order.slice(0, cut);
  const others = [...order.slice(cut), ...seen.filter(({ score }) => score === null)];
  return drawAll(space, (name, dimension) => {
    const of = (trials: readonly Seen[]) => trials.flatMap(({ params }) => (name in params && exists(dimension, params) ? [params[name]!] : []));
    const [better, worse] = [parzen(dimension, of(good)), parzen(dimension, of(others))];
    let best: { value: Value; gain: number } | null = null;
    for (let k = 0; k < candidates; k++) {
      const value = better.draw(random);
      const gain = better.log(value) - worse.log(value);
      if (!best || gain > best.gain) best = { value, gain };
    }
    return best!.value;
  });
}
