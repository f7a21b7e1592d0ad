/**
 * `importances`: how much of the differences between trials each parameter explains. A forest of regression trees learns the score from the parameters; then each parameter is
 * shuffled among the trials, and what the forest loses by it is the parameter's share. Parameters that do not exist in a trial are a value of their own.
 */
import { below, type Random, seededRandom, shuffled } from '../../src-runtime/ml/random.ts';
import type { Config, Space } from './samplers/space.ts';

type Tree = { at: number } | { column: number; cut: number; low: Tree; high: Tree };

const trees = 40;
const repeats = 5;
const leaf = 2;
const depth = 8;

export function importances(space: Space, seen: readonly { params: Config; score: number }[]): { param: string; share: number }[] {
  const names = Object.keys(space);
  if (seen.length < 8 || new Set(seen.map(({ score }) => score)).size < 2) return [];
  const random = seededRandom(1);
  const rows = seen.map(({ params }) => names.map((name) => coordinate(space[name]!, params[name])));
  const scores = seen.map(({ score }) => score);
  const forest = Array.from({ length: trees }, () => {
    const bag = scores.map(() => below(random, scores.length));
    return grow(rows, scores, bag, depth, random);
  });
  const predict = (row: readonly number[]) => forest.reduce((sum, tree) => sum + leafOf(tree, row), 0) / trees;
  const error = (of: readonly (readonly number[])[]) => of.reduce((sum, row, i) => sum + (predict(row) - scores[i]!) ** 2, 0) / of.length;
  const base = error(rows);
  const losses = names.map((_, column) => {
    let lost = 0;
    for (let k = 0; k < repeats; k++) {
      const order = shuffled(rows.length, random);
      lost += error(rows.map((row, i) => row.with(column, rows[order[i]!]![column]!))) - base;
    }
    return Math.max(0, lost / repeats);
  });
  const total = losses.reduce((sum, loss) => sum + loss, 0) || 1;
  return names.map((param, i) => ({ param, share: losses[i]! / total })).sort((a, b) => b.share - a.share);
}

function coordinate(dimension: Space[string], value: Config[string] | undefined): number {
  if (value === undefined) return -1e9;
  if (dimension.type === 'choice') return dimension.values.indexOf(value);
  return dimension.log ? Math.log(Number(value)) : Number(value);
}

function grow(rows: readonly (readonly number[])[], scores: readonly number[], bag: readonly number[], left: number, random: Random): Tree {
  const mean = bag.reduce((sum, i) => sum + scores[i]!, 0) / bag.length;
  if (left === 0 || bag.length < 2 * leaf) return { at: mean };
  const width = rows[0]!.length;
  let best: { gain: number; column: number; cut: number } | null = null;
  for (let tries = 0; tries < Math.max(1, Math.ceil(width / 2)) + 1; tries++) {
    const column = below(random, width);
    const order = bag.toSorted((a, b) => rows[a]![column]! - rows[b]![column]!);
    let low = 0;
    const total = mean * bag.length;
    for (let k = 1; k < order.length; k++) {
      low += scores[order[k - 1]!]!;
      const [before, after] = [rows[order[k - 1]!]![column]!, rows[order[k]!]![column]!];
      if (before === after || k < leaf || order.length - k < leaf) continue;
      const gain = low ** 2 / k + (total - low) ** 2 / (order.length - k) - total ** 2 / order.length;
      if (!best || gain > best.gain) best = { gain, column, cut: (before + after) / 2 };
    }
  }
  if (!best || best.gain <= 1e-15) return { at: mean };
  const { column, cut } = best;
  const [lows, highs] = [bag.filter((i) => rows[i]![column]! < cut), bag.filter((i) => rows[i]![column]! >= cut)];
  return { column, cut, low: grow(rows, scores, lows, left - 1, random), high: grow(rows, scores, highs, left - 1, random) };
}

function leafOf(tree: Tree, row: readonly number[]): number {
  let at = tree;
  while ('cut' in at) at = row[at.column]! < at.cut ? at.low : at.high;
  return at.at;
}
