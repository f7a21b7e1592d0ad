/** `describeTable`: what a table is like, for the choice of a search's defaults. */
import type { Row } from '../sdk/types.ts';
import { isQuantity } from './units.ts';

export interface TableAbout {
  rows: number;
  numeric: string[];
  categorical: string[];
  /** Columns that tell rows apart and nothing else, and empty ones. */
  left: string[];
  /** 0 where a number is to be predicted. */
  classes: number;
  /** Share of the smallest class. */
  smallest: number;
  /** Share of empty cells. */
  gaps: number;
}

const mostLevels = 60;

export function describeTable(rows: readonly Row[], target: string): TableAbout {
  const names = [...new Set(rows.slice(0, 1000).flatMap((row) => Object.keys(row)))].filter((name) => name !== target);
  const about: TableAbout = { rows: rows.length, numeric: [], categorical: [], left: [], classes: 0, smallest: 1, gaps: 0 };
  let empty = 0;
  for (const name of names) {
    const known = rows.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : [row[name]]));
    empty += rows.length - known.length;
    const levels = new Set(known).size;
    if (levels < 2) about.left.push(name);
    else if (known.every((value) => typeof value === 'number')) about.numeric.push(name);
    else if (levels <= mostLevels && known.every((value) => typeof value !== 'number')) about.categorical.push(name);
    else about.left.push(name);
  }
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(row[target]), (counts.get(String(row[target])) ?? 0) + 1);
  if (isQuantity(rows.map((row) => row[target]))) {
    about.gaps = empty / Math.max(1, rows.length * names.length);
    return about;
  }
  about.classes = counts.size;
  about.smallest = Math.min(...counts.values()) / Math.max(1, rows.length);
  about.gaps = empty / Math.max(1, rows.length * names.length);
  return about;
}
