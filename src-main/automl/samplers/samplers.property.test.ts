import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketOf, goOn } from './brackets.ts';
import { gridConfigs } from './grid.ts';
import { chanceOf, randomConfig } from './random.ts';
import { type Config, exists, type Space, spaceFault } from './space.ts';
import { type Seen, tpeConfig } from './tpe.ts';

const numeric = fc
  .record({
    type: fc.constantFrom('int' as const, 'float' as const),
    low: fc.integer({ min: 1, max: 50 }),
    span: fc.integer({ min: 1, max: 500 }),
    log: fc.boolean(),
  })
  .map(({ span, ...one }) => ({ ...one, high: one.low + span }));
const choice = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }).map((values) => ({ type: 'choice' as const, values }));
/** The last two parameters exist only under one value of the first. */
const space: fc.Arbitrary<Space> = fc
  .tuple(choice, numeric, fc.array(fc.oneof(numeric, choice), { minLength: 1, maxLength: 3 }))
  .map(([kind, free, rest]) => ({
    kind,
    free,
    ...Object.fromEntries(rest.map((one, i) => [`p${i}`, { ...one, when: { kind: [kind.values[0]!] } }])),
  }));

function fits(within: Space, config: Config): boolean {
  return Object.entries(within).every(([name, dimension]) => {
    if (!exists(dimension, config)) return !(name in config);
    const value = config[name]!;
    if (dimension.type === 'choice') return dimension.values.includes(value);
    return typeof value === 'number' && value >= dimension.low && value <= dimension.high && (dimension.type === 'float' || Number.isInteger(value));
  });
}

function history(within: Space, seed: number, trials: number): Seen[] {
  return Array.from({ length: trials }, (_, n) => {
    const params = randomConfig(within, chanceOf(seed, n));
    return { params, score: n % 7 === 6 ? null : Number(params.free) * (n % 3), units: 1 + (n % 3) };
  });
}

describe('samplers', () => {
  it('stay inside the space: bounds, whole numbers, conditions', () => {
    fc.assert(
      fc.property(space, fc.integer(), fc.integer({ min: 0, max: 40 }), (within, seed, trials) => {
        expect(spaceFault(within)).toBeNull();
        const seen = history(within, seed, trials);
        expect(seen.every(({ params }) => fits(within, params))).toBe(true);
        expect(fits(within, tpeConfig(within, seen, chanceOf(seed, trials)))).toBe(true);
        expect(gridConfigs(within, 3).every((config) => fits(within, config))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('propose the same for the same seed and history, and something else for another seed', () => {
    fc.assert(
      fc.property(space, fc.integer(), (within, seed) => {
        const seen = history(within, seed, 20);
        expect(tpeConfig(within, seen, chanceOf(seed, 20))).toEqual(tpeConfig(within, seen, chanceOf(seed, 20)));
      }),
      { numRuns: 40 },
    );
    const wide: Space = { x: { type: 'float', low: 0, high: 1 } };
    expect(randomConfig(wide, chanceOf(1, 0))).not.toEqual(randomConfig(wide, chanceOf(2, 0)));
    expect(randomConfig(wide, chanceOf(1, 0))).not.toEqual(randomConfig(wide, chanceOf(1, 1)));
  });

  it('a grid holds each combination once', () => {
    fc.assert(
      fc.property(space, (within) => {
        const texts = gridConfigs(within, 3).map((config) => JSON.stringify(config));
        expect(new Set(texts).size).toBe(texts.length);
      }),
      { numRuns: 40 },
    );
  });

  it('TPE finds the valley that chance misses', () => {
    const bowl: Space = { x: { type: 'float', low: -5, high: 5 }, y: { type: 'float', low: 1e-4, high: 1, log: true } };
    const height = ({ x, y }: Config) => -((Number(x) - 2) ** 2) - (Math.log10(Number(y)) + 2) ** 2;
    const best = (seed: number, by: 'tpe' | 'random') => {
      const seen: Seen[] = [];
      for (let n = 0; n < 60; n++) {
        const chance = chanceOf(seed, n);
        const params = by === 'tpe' ? tpeConfig(bowl, seen, chance) : randomConfig(bowl, chance);
        seen.push({ params, score: height(params), units: 1 });
      }
      return Math.max(...seen.map(({ score }) => score!));
    };
    const wins = Array.from({ length: 20 }, (_, seed) => best(seed, 'tpe') > best(seed, 'random')).filter(Boolean).length;
    expect(wins).toBeGreaterThanOrEqual(15);
  });
});

describe('a bracket', () => {
  it('ends with all units and asks for less than measuring every trial whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 81 }), fc.integer({ min: 2, max: 4 }), fc.nat({ max: 20 }), (units, factor, cohort) => {
        for (const kind of ['halving', 'hyperband'] as const) {
          const { size, rungs } = bracketOf({ kind, factor }, units, cohort, 4);
          expect(rungs.at(-1)).toBe(units);
          expect(rungs.every((rung, i) => i === 0 || rung > rungs[i - 1]!)).toBe(true);
          let [here, spent] = [size, 0];
          rungs.forEach((rung, i) => {
            spent += here * (rung - (rungs[i - 1] ?? 0));
            here = goOn(here, factor);
          });
          expect(spent).toBeLessThanOrEqual(size * units);
          if (kind === 'halving' && rungs.length >= 3) expect(spent).toBeLessThan(0.6 * size * units);
        }
      }),
    );
  });

  it('says what is wrong with a space', () => {
    expect(spaceFault({ x: { type: 'float', low: 1, high: 1 } })).toEqual({ param: 'x', expected: 'low < high' });
    expect(spaceFault({ x: { type: 'float', low: 0, high: 1, log: true } })?.param).toBe('x');
    expect(spaceFault({ x: { type: 'int', low: 0, high: 1, when: { y: [1] } } })?.param).toBe('x');
  });
});
