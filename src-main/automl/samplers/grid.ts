/** `gridConfigs`: every combination of a few evenly spaced values of each parameter; what a condition rules out is not there twice. */
import { type Config, exists, type Numeric, outward, type Space, type Value } from './space.ts';

const most = 100_000;

export function gridConfigs(space: Space, points: number): Config[] {
  let configs: Config[] = [{}];
  for (const [name, dimension] of Object.entries(space)) {
    const values = dimension.type === 'choice' ? dimension.values : spaced(dimension, points);
    configs = configs
      .flatMap((config) => (exists(dimension, config) ? values.map((value) => ({ ...config, [name]: value })) : [config]))
      .slice(0, most);
  }
  return configs;
}

function spaced(dimension: Numeric, points: number): Value[] {
  const [from, to] = dimension.log ? [Math.log(dimension.low), Math.log(dimension.high)] : [dimension.low, dimension.high];
  const steps = Math.max(1, points - 1);
  return [...new Set(Array.from({ length: steps + 1 }, (_, i) => outward(dimension, from + ((to - from) * i) / steps)))];
}
