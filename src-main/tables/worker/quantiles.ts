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
const sortedAtOnce = 500_000;
const mostRounds = 8;

export async function closeIn(session: Session, column: Column, [min, max]: readonly [number, number], qs: readonly number[]): Promise<Quantiles> {
  const { count } = column;
  if (count <= 0) return [];
  const found = new Map<number, number>();
  let open: Bracket[] = [{ from: min, to: max, below: 0, count, places: allPlaces(qs, count) }];
  for (let round = 0; open.length > 0; round += 1) {
    const next: Bracket[] = [];
    for (const bracket of open) {
      if (bracket.from === bracket.to) for (const place of bracket.places) found.set(place, bracket.from);
      else if (bracket.count <= sortedAtOnce || round >= mostRounds) await sortInto(found, session, column, between(column, bracket), [bracket]);
      else next.push(...(await lookInto(found, session, column, bracket)));
    }
    open = next;
  }
  return quantilesAt(qs, count, found);
}

function between({ number }: Column, { from, to }: Bracket): string {
  return `${number} BETWEEN ${double(from)} AND ${double(to)}`;
}

/** Counts values by bars, and sorts those bars where a place lies; of what is too much to sort, the ends come back to be looked into again. */
async function lookInto(found: Map<number, number>, session: Session, column: Column, bracket: Bracket): Promise<Bracket[]> {
  const { from, to, below, places } = bracket;
  const { view, number } = column;
  // Halves first: the difference of the two largest numbers is none.
  const width = (to / 2 - from / 2) / (barsAtOnce / 2);
  const bar = `least(floor((${number} - ${double(from)}) / ${double(width)}), ${barsAtOnce - 1})::INTEGER`;
  const wanted = places.map((place) => `(below <= ${place - below} AND below + n > ${place - below})`).join(' OR ');
  const rows = await session.rows(
    `SELECT bar, below, n FROM (SELECT bar, n, sum(n) OVER (ORDER BY bar) - n AS below FROM (
       SELECT ${bar} AS bar, count(*) AS n FROM ${view} WHERE ${between(column, bracket)} GROUP BY 1)) WHERE ${wanted} ORDER BY bar`,
  );
  const bars = rows.map(([index, before, count]) => {
    const start = below + Number(before);
    return {
      bar: Number(index),
      below: start,
      count: Number(count),
      places: places.filter((place) => place >= start && place < start + Number(count)),
    };
  });
  const within = `${between(column, bracket)} AND ${bar} IN (${bars.map((each) => each.bar).join(', ')})`;
  if (bars.reduce((sum, { count }) => sum + count, 0) <= sortedAtOnce) {
    await sortInto(found, session, column, within, bars);
    return [];
  }
  const ends = await session.rows(`SELECT ${bar} AS bar, min(${number}), max(${number}) FROM ${view} WHERE ${within} GROUP BY 1 ORDER BY 1`);
  return bars.map((each, index) => ({ ...each, from: Number(ends[index]![1]), to: Number(ends[index]![2]) }));
}

/** What lies in `within` is in order and apart, so one sorting serves all of it. */
async function sortInto(
  found: Map<number, number>,
  session: Session,
  { view, number }: Column,
  within: string,
  parts: readonly Pick<Bracket, 'below' | 'count' | 'places'>[],
): Promise<void> {
  const wanted = new Map<number, number>();
  let start = 0;
  for (const { below, count, places } of parts) {
    for (const place of places) wanted.set(start + place - below, place);
    start += count;
  }
  const rows = await session.rows(
    `SELECT place, v FROM (SELECT v, row_number() OVER (ORDER BY v) - 1 AS place FROM (SELECT ${number} AS v FROM ${view} WHERE ${within}))
     WHERE place IN (${[...wanted.keys()].join(', ')})`,
  );
  for (const [place, value] of rows) found.set(wanted.get(Number(place))!, Number(value));
}
