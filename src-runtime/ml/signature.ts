/** `signatureOf`: the columns that a request must bring, learned from the training rows. */
import type { ClassifierOptions, Field, Row } from '../sdk/types.ts';
import type { CategoricalColumn, Encoder } from './encoder.ts';

export function signatureOf(rows: readonly Row[], options: Pick<ClassifierOptions, 'impute'>, encoder: Encoder): Field[] {
  const numeric = encoder.numeric.map(({ name }): Field => ({ name, type: 'double', ...(options.impute && { optional: true }) }));
  return [...numeric, ...encoder.categorical.map((column) => categoricalField(rows, column))];
}

/** Columns with few levels name them; of a long list (airports) a new value is normal and is answered with the overall mean. */
function categoricalField(rows: readonly Row[], column: CategoricalColumn): Field {
  const known = column.levels.filter((level) => level !== null);
  const values = rows.map((row) => row[column.name] ?? null).filter((value) => value !== null);
  const type = values.every((value) => typeof value === 'boolean') ? 'boolean' : values.every(Number.isInteger) ? 'long' : 'string';
  return {
    name: column.name,
    type,
    ...((column.fill !== null || known.length < column.levels.length) && { optional: true }),
    ...(!column.targetMeans && type !== 'boolean' && { choices: known }),
  };
}
