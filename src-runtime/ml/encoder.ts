/**
 * `fitEncoder`, `encode`: raw rows ⇄ a dense matrix. Everything is learned from the training rows: fills for gaps, levels, scales.
 * Few levels become one-hot columns; many (airports) become the mean of the target, cross-fitted for the training rows so that no row sees its own label.
 */
import { LabError } from '../errors.ts';
import type { ClassifierOptions, Row } from '../sdk/types.ts';
import { oneOf } from './arguments.ts';
import { median } from './numbers.ts';
import { type Random, shuffled } from './random.ts';

interface NumericColumn {
  name: string;
  fill: number | null;
}

export interface CategoricalColumn {
  name: string;
  levels: (string | null)[];
  fill: string | null;
  /** Of a column with many levels: per level, then for unknown ones, the share of each class but the first. */
  targetMeans?: number[][];
}

export interface Encoder {
  numeric: NumericColumn[];
  categorical: CategoricalColumn[];
  /** Column of the rows that each column of the matrix comes from. */
  sources: string[];
  /** Subtracted and divided by; absent where the algorithm does not care. */
  scaling?: { shift: number[]; scale: number[] };
  /** As scikit-learn's trees read numbers; else all their digits count. */
  precision?: 'float32';
}

const ONE_HOT_LEVELS = 30;
const CROSS_FITS = 5;
/** Rows' worth of trust in the overall share when a level is rare. */
const SMOOTHING = 20;

export interface Labels {
  /** Class number of each row. */
  codes: Int32Array;
  classes: number;
}

export function fitEncoder(
  rows: readonly Row[],
  labels: Labels,
  options: ClassifierOptions & { scaled: boolean },
  random: Random,
): { encoder: Encoder; matrix: Float64Array } {
  oneOf('impute', options.impute, ['median', 'mean']);
  oneOf('imputeCategorical', options.imputeCategorical, ['mode']);
  const numeric = options.numeric.map((name) => fitNumeric(rows, name, options.impute));
  const categorical = (options.categorical ?? []).map((name) => fitCategorical(rows, name, options.imputeCategorical));
  const many = categorical.filter((column) => column.levels.length > ONE_HOT_LEVELS);
  for (const column of many) column.targetMeans = targetMeans(column, rows, labels, () => true);
  const encoder: Encoder = { numeric, categorical, sources: [] };
  encoder.sources = [...numeric.map(({ name }) => name), ...categorical.flatMap((column) => new Array<string>(widthOf(column)).fill(column.name))];
  const matrix = encode(encoder, rows);
  if (many.length > 0) crossFit(encoder, many, rows, labels, matrix, random);
  if (options.scaled) scale(encoder, matrix, rows.length);
  return { encoder, matrix };
}

/** Row-major: rows.length × encoder.sources.length. */
export function encode(encoder: Encoder, rows: readonly Row[]): Float64Array {
  const width = encoder.sources.length;
  const matrix = new Float64Array(rows.length * width);
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    let at = r * width;
    for (const column of encoder.numeric) matrix[at++] = numberAt(row, column, r);
    for (const column of encoder.categorical) {
      const level = levelOf(column, row);
      if (column.targetMeans) {
        for (const mean of column.targetMeans[level < 0 ? column.levels.length : level]!) matrix[at++] = mean;
      } else {
        if (level >= 0) matrix[at + level] = 1;
        at += column.levels.length;
      }
    }
    if (encoder.scaling) {
      const { shift, scale } = encoder.scaling;
      for (let c = 0, cell = r * width; c < width; c++, cell++) matrix[cell] = (matrix[cell]! - shift[c]!) / scale[c]!;
    }
  }
  if (encoder.precision === 'float32') for (let cell = 0; cell < matrix.length; cell++) matrix[cell] = Math.fround(matrix[cell]!);
  return matrix;
}

function numberAt(row: Row, { name, fill }: NumericColumn, index: number): number {
  const value = row[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value !== null && value !== undefined) throw new LabError('NOT_A_NUMBER', { column: name, row: index + 1, value: JSON.stringify(value) });
  if (fill === null) throw new LabError('GAP', { column: name, row: index + 1 });
  return fill;
}

function levelOf(column: CategoricalColumn, row: Row): number {
  const value = row[column.name] ?? column.fill;
  const level = value === null ? null : String(value);
  let index = levelIndex.get(column);
  if (!index) {
    index = new Map(column.levels.map((known, i) => [known, i]));
    levelIndex.set(column, index);
  }
  return index.get(level) ?? -1;
}

const levelIndex = new WeakMap<CategoricalColumn, Map<string | null, number>>();

function fitNumeric(rows: readonly Row[], name: string, impute: ClassifierOptions['impute']): NumericColumn {
  needColumn(rows, name);
  if (!impute) return { name, fill: null };
  const known: number[] = [];
  rows.forEach((row, r) => {
    if (row[name] !== null && row[name] !== undefined) known.push(numberAt(row, { name, fill: null }, r));
  });
  if (known.length === 0) throw new LabError('GAP', { column: name, row: 1 });
  const fill = impute === 'mean' ? known.reduce((sum, value) => sum + value, 0) / known.length : median(known);
  return { name, fill };
}

function fitCategorical(rows: readonly Row[], name: string, impute: ClassifierOptions['imputeCategorical']): CategoricalColumn {
  needColumn(rows, name);
  const counts = new Map<string | null, number>();
  for (const row of rows) {
    const level = row[name] === null || row[name] === undefined ? null : String(row[name]);
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const gaps = counts.has(null);
  counts.delete(null);
  const levels: (string | null)[] = ([...counts.keys()] as string[]).sort();
  if (impute !== 'mode') return { name, levels: gaps ? [...levels, null] : levels, fill: null };
  const mode = levels.reduce((best, level) => (counts.get(level)! > counts.get(best)! ? level : best), levels[0] ?? null);
  return { name, levels, fill: mode };
}

function needColumn(rows: readonly Row[], name: string): void {
  if (!rows.some((row) => name in row)) throw new LabError('COLUMN_MISSING', { column: name, columns: Object.keys(rows[0] ?? {}).join(', ') });
}

function widthOf(column: CategoricalColumn): number {
  return column.targetMeans ? column.targetMeans[0]!.length : column.levels.length;
}

function targetMeans(column: CategoricalColumn, rows: readonly Row[], labels: Labels, use: (row: number) => boolean): number[][] {
  const outputs = labels.classes - 1;
  const unknown = column.levels.length;
  const sums = Array.from({ length: unknown + 1 }, () => new Array<number>(outputs + 1).fill(0));
  rows.forEach((row, r) => {
    if (!use(r)) return;
    for (const level of [levelOf(column, row), unknown]) {
      const total = sums[level]!;
      const label = labels.codes[r]!;
      if (label > 0) total[label - 1]!++;
      total[outputs]!++;
    }
  });
  const overall = sums[unknown]!;
  return sums.map((total) =>
    total.slice(0, outputs).map((sum, k) => {
      const prior = overall[k]! / overall[outputs]!;
      return (sum + SMOOTHING * prior) / (total[outputs]! + SMOOTHING);
    }),
  );
}

function crossFit(encoder: Encoder, many: CategoricalColumn[], rows: readonly Row[], labels: Labels, matrix: Float64Array, random: Random): void {
  const width = encoder.sources.length;
  const foldOf = new Uint8Array(rows.length);
  shuffled(rows.length, random).forEach((row, i) => {
    foldOf[row] = i % CROSS_FITS;
  });
  for (const column of many) {
    const first = encoder.sources.indexOf(column.name);
    for (let fold = 0; fold < CROSS_FITS; fold++) {
      const means = targetMeans(column, rows, labels, (r) => foldOf[r] !== fold);
      for (let r = 0; r < rows.length; r++) {
        if (foldOf[r] !== fold) continue;
        means[levelOf(column, rows[r]!)]!.forEach((mean, k) => {
          matrix[r * width + first + k] = mean;
        });
      }
    }
  }
}

/** Zero mean and unit deviation, one-hot columns included: an intercept then means "the average row". */
function scale(encoder: Encoder, matrix: Float64Array, n: number): void {
  const width = encoder.sources.length;
  const shift = new Array<number>(width).fill(0);
  const scale = new Array<number>(width).fill(0);
  for (let i = 0; i < matrix.length; i++) shift[i % width]! += matrix[i]! / n;
  for (let i = 0; i < matrix.length; i++) scale[i % width]! += (matrix[i]! - shift[i % width]!) ** 2 / n;
  for (let c = 0; c < width; c++) scale[c] = Math.sqrt(scale[c]!) || 1;
  for (let i = 0; i < matrix.length; i++) matrix[i] = (matrix[i]! - shift[i % width]!) / scale[i % width]!;
  encoder.scaling = { shift, scale };
}
