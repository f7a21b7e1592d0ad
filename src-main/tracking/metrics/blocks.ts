/**
 * `blockExtremes`: the steps of the lowest and the highest value of each block of a long contiguous history. What is read once is kept, for points behind
 * the last one change there only when they are taken back, and `identity` tells that: a chart of a million steps that is drawn again reads only what came since.
 */
import type Sqlite from 'better-sqlite3';
import { raw, rows, sql } from '../search/sql.ts';
import { allPoints, type Series } from './series.ts';

export const blockSteps = 128;

export interface Extreme {
  readonly step: number;
  readonly value: number;
}

export interface Block {
  /** Its first step. */
  readonly from: number;
  readonly low: Extreme;
  readonly high: Extreme;
}

interface Kept {
  /** Where block 0 begins: the first step of the whole history. */
  readonly origin: number;
  /** Four numbers for each block: step and value of its lowest, step and value of its highest; NaN where a block has no number. */
  readonly numbers: number[];
}

const kept = new WeakMap<Sqlite.Database, Map<string, Kept>>();
const keptSeries = 50;

/** Of the whole series: its whole blocks, and what lies before the first and behind the last of them. */
export function blockExtremes(db: Sqlite.Database, identity: string, origin: number, series: Series): Block[] {
  const { numbers } = known(db, `${identity} ${series.key}`, origin);
  const first = Math.ceil((series.first - origin) / blockSteps);
  const end = Math.floor((series.last + 1 - origin) / blockSteps);
  if (end * 4 > numbers.length) read(db, series, origin, numbers, end);
  const whole: Block[] = [];
  for (let block = first; block < end; block++) {
    const at = block * 4;
    const lowStep = numbers[at]!;
    if (Number.isNaN(lowStep)) continue;
    whole.push({
      from: origin + block * blockSteps,
      low: { step: lowStep, value: numbers[at + 1]! },
      high: { step: numbers[at + 2]!, value: numbers[at + 3]! },
    });
  }
  const before = { ...series, last: origin + first * blockSteps - 1 };
  const behind = { ...series, first: origin + end * blockSteps };
  return [...part(db, before), ...whole, ...part(db, behind)];
}

function part(db: Sqlite.Database, series: Series): Block[] {
  const extremes = allPoints(db, series)
    .filter(([, , , isNan]) => !isNan)
    .map(([step, , value]) => ({ step, value }));
  if (extremes.length === 0) return [];
  const low = extremes.reduce((a, b) => (b.value < a.value ? b : a));
  const high = extremes.reduce((a, b) => (b.value > a.value ? b : a));
  return [{ from: series.first, low, high }];
}

function known(db: Sqlite.Database, name: string, origin: number): Kept {
  const all = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, all);
  const found = all.get(name);
  all.delete(name);
  const one = found?.origin === origin ? found : { origin, numbers: [] };
  all.set(name, one);
  if (all.size > keptSeries) all.delete(all.keys().next().value!);
  return one;
}

/** With min() and max(), SQLite takes the other columns from the row that has it. */
function read(db: Sqlite.Database, { run, key }: Series, origin: number, numbers: number[], end: number): void {
  const done = numbers.length / 4;
  const block = sql`(step - CAST(${origin} AS INTEGER)) / ${raw(String(blockSteps))}`;
  const range = sql`step >= ${origin + done * blockSteps} AND step < ${origin + end * blockSteps}`;
  while (numbers.length < end * 4) numbers.push(Number.NaN);
  for (const [which, place] of [
    ['min', 0],
    ['max', 2],
  ] as const) {
    const found = rows<[number, number, number]>(
      db,
      sql`SELECT ${block} AS b, step, ${raw(which)}(value) FROM metrics WHERE run = ${run} AND key = ${key} AND ${range} AND is_nan = 0 GROUP BY b`,
    );
    for (const [number, step, value] of found) {
      numbers[number * 4 + place] = step;
      numbers[number * 4 + place + 1] = value;
    }
  }
}
