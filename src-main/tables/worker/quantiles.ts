/**
 * Exact quantiles, between neighbours as pandas has them (linear), without holding a column: `countedQuantiles` of values with their counts;
 * `closeIn` counts into bars, looks closer into those where a quantile lies, and sorts only what is left of them.
 */
import type { ColumnProfile } from '../../contract/tables.ts';
import type { Session } from './session.ts';
import { double } from './sql.ts';

type Quantiles = ColumnProfile['quantiles'];

/** Places in the sorted column, from 0, between which a quantile lies. */
function placesOf(q: number, count: number): { low: number; high: number; between: number } {
  const at = q * (count - 1);
  return { low: Math.floor(at), high: Math.ceil(at), between: at - Math.floor(at) };
}

export function quantilesAt(qs: readonly number[], count: number, at: ReadonlyMap<number, number>): Quantiles {
  return qs.flatMap((q) => {
    const { low, high, between } = placesOf(q, count);
    const [from, to] = [at.get(low), at.get(high)];
    return from === undefined || to === undefined ? [] : [{ q, value: from + (to - from) * between }];
  });
}

export function allPlaces(qs: readonly number[], count: number): number[] {
  return [...new Set(qs.flatMap((q) => [placesOf(q, count).low, placesOf(q, count).high]))].sort((a, b) => a - b);
}

/** `from` has values `v` and how often each is there, `n`. */
export async function countedQuantiles(session: Session, from: string, qs: readonly number[], count: number): Promise<Quantiles> {
  if (count <= 0) return [];
  const places = allPlaces(qs, count);
  const found = await session.row(
    `SELECT ${places.map((place) => `min(v) FILTER (upto > ${place})`).join(', ')} FROM (SELECT v, sum(n) OVER (ORDER BY v) AS upto FROM ${from})`,
  );
  return quantilesAt(qs, count, new Map(places.map((place, index) => [place, Number(found[index])])));
}

interface Bracket {
  readonly from: number;
  readonly to: number;
  /** How many values are less than `from`, and how many lie within. */
  readonly below: number;
  readonly count: number;
  readonly places: readonly number[];
}

export interface Column {
  readonly view: string;
  /** Finite numbers, or nothing. */
  readonly number: string;
  readonly count: number;
}

const barsAtOnce = 65_536;
const sortedAtOnce = 200_000;
const mostRounds = 8;

export async function closeIn(session: Session, column: Column, [min, max]: readonly [number, number], qs: readonly number[]): Promise<Quantiles> {
  const { count } = column;
  if (count <= 0) return [];
  const found = new Map<number, number>();
  let brackets: Bracket[] = [{ from: min, to: max, below: 0, count, places: allPlaces(qs, count) }];
  for (let round = 0; round < mostRounds; round += 1) {
    for (const { from, to, places } of brackets) if (from === to) for (const place of places) found.set(place, from);
    brackets = brackets.filter(({ from, to }) => from < to);
    if (brackets.reduce((sum, each) => sum + each.count, 0) <= sortedAtOnce) break;
    const closer: Bracket[] = [];
    for (const bracket of brackets) closer.push(...(await lookInto(session, column, bracket)));
    brackets = closer;
  }
  for (const [place, value] of await sorted(session, column, brackets)) found.set(place, value);
  return quantilesAt(qs, count, found);
}

async function lookInto(session: Session, { view, number }: Column, { from, to, below, places }: Bracket): Promise<Bracket[]> {
  // Halves first: the difference of the two largest numbers is none.
  const width = (to / 2 - from / 2) / (barsAtOnce / 2);
  const bar = `least(floor((${number} - ${double(from)}) / ${double(width)}), ${barsAtOnce - 1})`;
  const wanted = places.map((place) => `(below <= ${place - below} AND below + n > ${place - below})`).join(' OR ');
  const rows = await session.rows(
    `SELECT below, n, least_value, largest FROM (
       SELECT n, least_value, largest, sum(n) OVER (ORDER BY bar) - n AS below FROM (
         SELECT ${bar} AS bar, count(*) AS n, min(${number}) AS least_value, max(${number}) AS largest FROM ${view}
         WHERE ${number} BETWEEN ${double(from)} AND ${double(to)} GROUP BY 1))
     WHERE ${wanted} ORDER BY below`,
  );
  return rows.map(([before, count, least, largest]) => {
    const start = below + Number(before);
    const within = places.filter((place) => place >= start && place < start + Number(count));
    return { from: Number(least), to: Number(largest), below: start, count: Number(count), places: within };
  });
}

/** What is left lies in order and apart, so one sorting serves all. */
async function sorted(session: Session, { view, number }: Column, brackets: readonly Bracket[]): Promise<[number, number][]> {
  if (brackets.length === 0) return [];
  const wanted = new Map<number, number>();
  let start = 0;
  for (const { below, count, places } of brackets) {
    for (const place of places) wanted.set(start + place - below, place);
    start += count;
  }
  const within = brackets.map(({ from, to }) => `${number} BETWEEN ${double(from)} AND ${double(to)}`).join(' OR ');
  const rows = await session.rows(
    `SELECT place, v FROM (SELECT v, row_number() OVER (ORDER BY v) - 1 AS place FROM (SELECT ${number} AS v FROM ${view} WHERE ${within}))
     WHERE place IN (${[...wanted.keys()].join(', ')})`,
  );
  return rows.map(([place, value]) => [wanted.get(Number(place))!, Number(value)]);
}
