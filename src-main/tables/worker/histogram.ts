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
  const step = double((to - from) / count);
  const edge = (bar: string) => `(${double(from)} + ${step} * (${bar}))`;
  // A division may put a value that lies on an edge on the wrong side of it: the edges decide, as numpy has them.
  const moved = `bar - (x < ${edge('bar')})::INT + (x >= ${edge('bar + 1')})::INT`;
  const rows = await session.rows(
    `SELECT greatest(0, least(${moved}, ${count - 1})) AS bar, ${numbers.weight} FROM (
       SELECT *, floor((x - ${double(from)}) / ${step})::BIGINT AS bar FROM (SELECT ${numbers.value} AS x${numbers.weight === 'sum(n)' ? ', n' : ''} FROM ${numbers.from})
     ) WHERE x IS NOT NULL GROUP BY 1`,
  );
  for (const [index, found] of rows) counts[Number(index)]! += Number(found);
  return { edges, counts };
}
