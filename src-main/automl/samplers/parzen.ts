/**
 * `parzen`: a density over one parameter from the values that were seen there: a normal distribution around each, cut off at the bounds, and a wide one for what nobody
 * has tried. The widths are the distances to the neighbours, as in Bergstra et al. (2011).
 */
import type { Random } from './random.ts';
import { type Dimension, inward, type Numeric, outward, rangeOf, type Value } from './space.ts';

export interface Density {
  draw(random: Random): Value;
  /** Logarithm, up to a constant that densities of the same parameter share. */
  log(value: Value): number;
}

export function parzen(dimension: Dimension, seen: readonly Value[]): Density {
  return dimension.type === 'choice' ? counted(dimension.values, seen) : kernels(dimension, seen as readonly number[]);
}

function counted(values: readonly Value[], seen: readonly Value[]): Density {
  const weights = values.map((value) => 1 / values.length + seen.filter((each) => each === value).length);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    draw: (random) => values[pick(weights, total, random)]!,
    log: (value) => Math.log(weights[values.indexOf(value)]! / total),
  };
}

function kernels(dimension: Numeric, seen: readonly number[]): Density {
  const { low, high } = rangeOf(dimension);
  const width = high - low;
  const prior = (low + high) / 2;
  const centres = [...seen.map((value) => inward(dimension, value)), prior].sort((a, b) => a - b);
  const narrowest = width / Math.min(100, 1 + centres.length);
  const spreads = centres.map((centre, i) => {
    const near = Math.max(centre - (centres[i - 1] ?? low), (centres[i + 1] ?? high) - centre);
    return Math.min(width, Math.max(narrowest, near));
  });
  spreads[centres.indexOf(prior)] = width;
  const masses = centres.map((centre, i) => normal((high - centre) / spreads[i]!) - normal((low - centre) / spreads[i]!));
  const ones = centres.map(() => 1);
  return {
    draw(random) {
      const k = pick(ones, ones.length, random);
      for (let tries = 0; tries < 100; tries++) {
        const at = centres[k]! + spreads[k]! * gaussian(random);
        if (at >= low && at <= high) return outward(dimension, at);
      }
      return outward(dimension, centres[k]!);
    },
    log(value) {
      const at = inward(dimension, value as number);
      let sum = 0;
      for (let k = 0; k < centres.length; k++)
        sum += Math.exp(-0.5 * ((at - centres[k]!) / spreads[k]!) ** 2) / (spreads[k]! * Math.max(1e-12, masses[k]!));
      return Math.log(sum / centres.length + 1e-300);
    },
  };
}

function pick(weights: readonly number[], total: number, random: Random): number {
  let left = random() * total;
  for (let k = 0; k < weights.length; k++) {
    left -= weights[k]!;
    if (left < 0) return k;
  }
  return weights.length - 1;
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Share of a standard normal distribution below z (Abramowitz and Stegun 7.1.26). */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
  return z < 0 ? tail / 2 : 1 - tail / 2;
}
