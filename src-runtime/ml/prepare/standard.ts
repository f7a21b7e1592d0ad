/** `standardised`: numeric columns as a matrix of zero mean and unit deviation, so that no unit outweighs another. */
import { LabError } from '../../errors.ts';
import type { Row } from '../../sdk/types.ts';

export interface Standardised {
  /** Row-major. */
  matrix: Float64Array;
  width: number;
}

export function standardised(rows: readonly Row[], columns: readonly string[]): Standardised {
  const width = columns.length;
  const matrix = new Float64Array(rows.length * width);
  columns.forEach((column, c) => {
    const values = rows.map((row, r) => {
      const value = row[column];
      if (typeof value !== 'number' || !Number.isFinite(value)) throw new LabError('GAP', { column, row: r + 1 });
      return value;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
    values.forEach((value, r) => {
      matrix[r * width + c] = (value - mean) / deviation;
    });
  });
  return { matrix, width };
}

/** The `k` rows of `among` nearest to `row`, itself left out. */
export function nearest({ matrix, width }: Standardised, row: number, among: readonly number[], k: number): number[] {
  const distances = among
    .filter((other) => other !== row)
    .map((other) => {
      let distance = 0;
      for (let c = 0; c < width; c++) distance += (matrix[row * width + c]! - matrix[other * width + c]!) ** 2;
      return { other, distance };
    });
  return distances
    .sort((a, b) => a.distance - b.distance || a.other - b.other)
    .slice(0, k)
    .map(({ other }) => other);
}
