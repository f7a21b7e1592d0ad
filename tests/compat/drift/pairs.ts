/** Pairs of samples: 200 that are generated (ties, constants, a handful of values, a million, gaps) and six of real data. NaN stands for a gap. */
import { readFileSync } from 'node:fs';
import { below, type Random, seededRandom } from '../../../src-runtime/ml/random.ts';

export interface Pair {
  name: string;
  first: Float64Array;
  second: Float64Array;
  /** Few values that repeat: they are compared as categories too. */
  categories: boolean;
}

type Draw = (random: Random) => number;

const normal: Draw = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const kinds: Record<string, Draw> = {
  normal,
  shifted: (random) => 0.4 + 1.2 * normal(random),
  exponential: (random) => -Math.log(1 - random()),
  uniform: (random) => random(),
  'heavy tails': (random) => Math.tan(Math.PI * (random() - 0.5)),
  far: (random) => 1e9 + normal(random),
  tied: (random) => below(random, 6),
  'tied otherwise': (random) => Math.floor(6 * random() ** 1.5),
  rounded: (random) => Math.round(normal(random) * 4) / 4,
  constant: () => 3.25,
};
const few = new Set(['tied', 'tied otherwise', 'rounded', 'constant']);
const sizes = [1, 2, 3, 5, 8, 9, 20, 50, 97, 150, 333, 500, 1000, 2000];

/** The last four are large: about SciPy's border between exact and asymptotic, and a million. */
export function generatedPairs(): Pair[] {
  const random = seededRandom(20261122);
  const names = Object.keys(kinds);
  const pick = <T>(list: readonly T[]) => list[below(random, list.length)]!;
  const pairs = Array.from({ length: 196 }, (_, i): Pair => {
    const [one, other] = [names[i % names.length]!, random() < 0.4 ? names[i % names.length]! : pick(names)];
    const gaps = i % 5 === 0 ? 0.15 : 0;
    return pair(random, one, other, pick(sizes), pick(sizes), gaps);
  });
  return [
    ...pairs,
    pair(random, 'normal', 'normal', 10_000, 9_973, 0),
    pair(random, 'exponential', 'exponential', 10_001, 600, 0.01),
    pair(random, 'normal', 'normal', 1_000_000, 1_000_000, 0),
    pair(random, 'heavy tails', 'shifted', 200_000, 150_000, 0.02),
  ];
}

function pair(random: Random, one: string, other: string, n: number, m: number, gaps: number): Pair {
  const sample = (kind: string, size: number) => Float64Array.from({ length: size }, () => (random() < gaps ? Number.NaN : kinds[kind]!(random)));
  return { name: `${one} ${n} × ${other} ${m}`, first: sample(one, n), second: sample(other, m), categories: few.has(one) && few.has(other) };
}

type Row = Record<string, unknown>;

export function realPairs(): Pair[] {
  const file = (name: string) => readFileSync(new URL(`../../../node_modules/vega-datasets/data/${name}`, import.meta.url), 'utf8');
  const json = (name: string) => JSON.parse(file(name)) as Row[];
  const [penguins, cars, flights] = [json('penguins.json'), json('cars.json'), json('flights-10k.json')];
  const [, ...weather] = file('seattle-weather.csv')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const days = weather.map(([date, rain, hottest]) => ({
    year: date!.slice(0, 4),
    month: Number(date!.slice(5, 7)),
    rain: Number(rain),
    hottest: Number(hottest),
  }));
  const numbers = (rows: readonly Row[], column: string) =>
    Float64Array.from(rows, (row) => (typeof row[column] === 'number' ? (row[column] as number) : Number.NaN));
  const of = (name: string, rows: readonly Row[], column: string, first: (row: Row) => boolean, second: (row: Row) => boolean): Pair => ({
    name,
    first: numbers(rows.filter(first), column),
    second: numbers(rows.filter(second), column),
    categories: false,
  });
  const year = (wanted: string) => (day: Row) => day.year === wanted;
  const winter = (day: Row) => Number(day.month) <= 2 || day.month === 12;
  return [
    of(
      'body mass of penguins by sex',
      penguins,
      'Body Mass (g)',
      ({ Sex }) => Sex === 'MALE',
      ({ Sex }) => Sex === 'FEMALE',
    ),
    of(
      'beaks of two species',
      penguins,
      'Beak Length (mm)',
      ({ Species }) => Species === 'Adelie',
      ({ Species }) => Species === 'Gentoo',
    ),
    of('hottest hours of two years in Seattle', days, 'hottest', year('2012'), year('2013')),
    of('rain in winter and else', days, 'rain', winter, (day) => !winter(day)),
    of(
      'delays of flights, long and short',
      flights,
      'delay',
      ({ distance }) => Number(distance) > 800,
      ({ distance }) => Number(distance) <= 800,
    ),
    of(
      'horsepower by origin, with gaps',
      cars,
      'Horsepower',
      ({ Origin }) => Origin === 'USA',
      ({ Origin }) => Origin !== 'USA',
    ),
  ];
}
