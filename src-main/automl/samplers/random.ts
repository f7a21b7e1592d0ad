/** `randomConfig`: each parameter by itself, evenly over its range. `chanceOf`: the chance of one trial of one search, whatever was drawn for others. */
import { type Random, seededRandom } from '../../../src-runtime/ml/random.ts';
import { type Config, type Dimension, drawAll, outward, rangeOf, type Space, type Value } from './space.ts';

export type { Random };

export function chanceOf(seed: number, trial: number): Random {
  return seededRandom((Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(trial + 1, 0x85ebca6b)) | 0);
}

export function randomConfig(space: Space, random: Random): Config {
  return drawAll(space, (_, dimension) => randomValue(dimension, random));
}

export function randomValue(dimension: Dimension, random: Random): Value {
  if (dimension.type === 'choice') return dimension.values[Math.floor(random() * dimension.values.length)]!;
  const { low, high } = rangeOf(dimension);
  return outward(dimension, low + random() * (high - low));
}
