/** `barsOf`, `readHistogram`: bars of equal width over a column's range; of few whole numbers, one bar for each. */
import type { ColumnKind, ColumnProfile } from '../../contract/tables.ts';
import type { Session } from './session.ts';
import { double } from './sql.ts';

interface Bars {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Where numbers come from: a column as it is, or its values with how often each is there. */
export interface Numbers {
  readonly from: string;
  /** Finite numbers, or nothing. */
  readonly value: string;
  readonly weight: 'count(*)' | 'sum(n)';
}

const most = 30;

export function barsOf(kind: ColumnKind, range: readonly [number, number] | null, distinct: number): Bars | null {
  if (range === null) return null;
  const [min, max] = range;
  if (!Number.isFinite(max - min)) return null;
  if (kind === 'integer' && max - min < most) return { from: min - 0.5, to: max + 0.5, count: max - min + 1 };
  if (min === max) return { from: min - 0.5, to: max + 0.5, count: 1 };
  return { from: min, to: max, count: Math.min(most, distinct) };
}

export async function readHistogram(session: Session, numbers: Numbers, bars: Bars | null): Promise<ColumnProfile['histogram']> {
  if (bars === null) return null;
  const { from, to, count } = bars;
  const edges = Array.from({ length: count + 1 }, (_, index) => (index === count ? to : from + ((to - from) / count) * index));
  const counts = new Array<number>(count).fill(0);
  const step = (to - from) / count;
  const edge = (bar: number) => from + step * bar;
  const source = `(SELECT ${numbers.value} AS x${numbers.weight === 'sum(n)' ? ', n' : ''} FROM ${numbers.from})`;
  // So few are counted by their number, without a table of them.
  const raw = `floor((x - ${double(from)}) / ${double(step)})::UTINYINT`;
  let rows = await session.rows(`SELECT ${raw} AS bar, ${numbers.weight}, min(x), max(x) FROM ${source} WHERE x IS NOT NULL GROUP BY 1`);
  // A division may put a value that lies on an edge on the wrong side of it: then the edges decide, as numpy has them.
  const isOff = rows.some(
    ([bar, , least, largest]) => Number(bar) < count && (Number(least) < edge(Number(bar)) || Number(largest) >= edge(Number(bar) + 1)),
  );
  if (isOff) {
    const at = (bar: string) => `(${double(from)} + ${double(step)} * (${bar}))`;
    const moved = `bar::INTEGER - (x < ${at('bar')})::INTEGER + (x >= ${at('bar + 1')})::INTEGER`;
    rows = await session.rows(
      `SELECT ${moved} AS bar, ${numbers.weight} FROM (SELECT *, ${raw} AS bar FROM ${source}) WHERE x IS NOT NULL GROUP BY 1`,
    );
  }
  for (const [index, found] of rows) counts[Math.max(0, Math.min(count - 1, Number(index)))]! += Number(found);
  return { edges, counts };
}
