/** `isolationForest`: how soon random cuts part a row from the others (Liu, Ting & Zhou, 2008). Strange rows are parted early. */
import type { IsolationOptions, IsolationReport, Row } from '../../sdk/types.ts';
import { below, type Random, seededRandom, shuffled } from '../random.ts';
import { type Standardised, standardised } from './standard.ts';

export function isolationForest(rows: readonly Row[], options: IsolationOptions): IsolationReport {
  const { numeric, share, seed, trees = 100, sample = 256 } = options;
  const points = standardised(rows, numeric);
  const random = seededRandom(seed);
  const size = Math.min(sample, rows.length);
  const limit = Math.ceil(Math.log2(Math.max(2, size)));
  const depths = new Float64Array(rows.length);
  for (let t = 0; t < trees; t++) {
    const bag = shuffled(rows.length, random).slice(0, size);
    part(points, bag, [...depths.keys()], 0, limit, random, depths);
  }
  const usual = averagePath(size);
  const scores = Array.from(depths, (depth) => 2 ** (-depth / trees / usual));
  const order = scores.map((score, index) => ({ score, index })).sort((a, b) => b.score - a.score);
  const strange = new Set(order.slice(0, Math.round(rows.length * share)).map(({ index }) => index));
  return { scores, outliers: scores.map((_, index) => strange.has(index)) };
}

/** Mean depth of an unsuccessful search in a binary tree of `n` rows. */
export function averagePath(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + 0.577_215_664_901_532_9) - (2 * (n - 1)) / n;
}

/** Cuts the bag as a tree does, and sends all rows down the same cuts. */
function part(points: Standardised, bag: number[], rows: number[], depth: number, limit: number, random: Random, depths: Float64Array): void {
  const cut = depth < limit && bag.length > 1 ? drawCut(points, bag, random) : null;
  if (cut === null) {
    const reached = depth + averagePath(bag.length);
    for (const row of rows) depths[row]! += reached;
    return;
  }
  const left = (row: number) => points.matrix[row * points.width + cut.column]! < cut.at;
  part(points, bag.filter(left), rows.filter(left), depth + 1, limit, random, depths);
  const right = (row: number) => !left(row);
  part(points, bag.filter(right), rows.filter(right), depth + 1, limit, random, depths);
}

/** A column in which the bag's rows differ, and a place between its ends. */
function drawCut({ matrix, width }: Standardised, bag: readonly number[], random: Random): { column: number; at: number } | null {
  const first = below(random, width);
  for (let tried = 0; tried < width; tried++) {
    const column = (first + tried) % width;
    const values = bag.map((row) => matrix[row * width + column]!);
    const low = Math.min(...values);
    const high = Math.max(...values);
    if (high > low) return { column, at: low + (high - low) * (1 - random()) };
  }
  return null;
}
