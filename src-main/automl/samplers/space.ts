/** `Space`: what a search may choose from. A parameter may depend on the value of an earlier one (`when`); while it does not hold, the parameter does not exist. */
export type Value = string | number | boolean;
export type Config = Record<string, Value>;

interface Conditional {
  /** Earlier parameter → the values under which this one exists. */
  when?: Record<string, readonly Value[]> | undefined;
}

export type Dimension =
  | ({ type: 'choice'; values: readonly Value[] } & Conditional)
  | ({ type: 'int' | 'float'; low: number; high: number; log?: boolean | undefined } & Conditional);

export type Space = Record<string, Dimension>;
export type Numeric = Extract<Dimension, { low: number }>;

/** Sampled in the order of the space, so that each condition is known when it is asked. */
export function drawAll(space: Space, draw: (name: string, dimension: Dimension) => Value): Config {
  const config: Config = {};
  for (const [name, dimension] of Object.entries(space)) if (exists(dimension, config)) config[name] = draw(name, dimension);
  return config;
}

export function exists({ when }: Dimension, config: Config): boolean {
  return Object.entries(when ?? {}).every(([other, values]) => other in config && values.includes(config[other]!));
}

/** The first thing that is wrong with a space: parameter and expectation. */
export function spaceFault(space: Space): { param: string; expected: string } | null {
  const known = new Set<string>();
  for (const [param, dimension] of Object.entries(space)) {
    if (dimension.type !== 'choice') {
      if (!(dimension.low < dimension.high)) return { param, expected: 'low < high' };
      if (dimension.log && dimension.low <= 0) return { param, expected: 'low > 0 (log)' };
      if (dimension.type === 'int' && !(Number.isInteger(dimension.low) && Number.isInteger(dimension.high)))
        return { param, expected: 'low, high ∈ ℤ' };
    }
    for (const [other, values] of Object.entries(dimension.when ?? {})) {
      if (!known.has(other)) return { param, expected: `when: ${[...known].join(' | ') || '—'}` };
      const wide = space[other]!;
      const odd = wide.type === 'choice' ? values.find((value) => !wide.values.includes(value)) : undefined;
      if (odd !== undefined) return { param, expected: `when.${other}: ${wide.type === 'choice' ? wide.values.join(' | ') : ''}` };
    }
    known.add(param);
  }
  return known.size === 0 ? { param: 'space', expected: '≥ 1' } : null;
}

/** Where the parameter is looked for: its logarithm where it is searched by magnitude; a whole number owns half a step to each side. */
export function rangeOf({ type, low, high, log }: Numeric): { low: number; high: number } {
  const margin = type === 'int' ? 0.5 : 0;
  return log ? { low: Math.log(low - margin), high: Math.log(high + margin) } : { low: low - margin, high: high + margin };
}

export const inward = ({ log }: Numeric, value: number): number => (log ? Math.log(value) : value);

export function outward({ type, low, high, log }: Numeric, at: number): number {
  const value = log ? Math.exp(at) : at;
  return Math.min(high, Math.max(low, type === 'int' ? Math.round(value) : value));
}
