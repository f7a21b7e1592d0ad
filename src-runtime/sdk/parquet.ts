/** `readParquet`, `writeParquet`: rows in the format that pandas, Polars, DuckDB and scikit-learn's users exchange. The library is loaded at the first use. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { BasicType, ColumnSource } from 'hyparquet-writer';
import { LabError } from '../errors.ts';
import { writeAtomically } from './files.ts';
import type { Row, Value } from './types.ts';

/** Dates become ISO texts, whole numbers too long for a double texts of digits, lists and structures JSON, NaN a gap. */
export async function readParquet<T extends Row = Row>(path: string): Promise<T[]> {
  const [{ parquetReadObjects }, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  try {
    const rows = await parquetReadObjects({ file, compressors });
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])) as T);
  } catch (error) {
    throw new LabError('PARQUET_BAD', { file: basename(path), reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Columns are those of all rows, in order of first appearance; what a row lacks is a gap. A column of several types is written as text. */
export async function writeParquet(path: string, rows: readonly Row[]): Promise<void> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  const columnData = [...names].map((name) =>
    column(
      name,
      rows.map((row) => row[name] ?? null),
    ),
  );
  writeAtomically(path, new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'bancada' })));
}

function column(name: string, values: readonly Value[]): ColumnSource {
  const given = values.filter((value) => value !== null);
  const every = (test: (value: Value) => boolean) => given.length > 0 && given.every(test);
  const as = (type: BasicType, convert: (value: NonNullable<Value>) => unknown): ColumnSource => ({
    name,
    type,
    data: values.map((value) => (value === null ? null : convert(value))),
  });
  if (every((value) => typeof value === 'boolean')) return as('BOOLEAN', (value) => value);
  if (every((value) => Number.isSafeInteger(value))) return as('INT64', (value) => BigInt(value));
  if (every((value) => typeof value === 'number')) return as('DOUBLE', (value) => value);
  return as('STRING', String);
}

function plain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? plain(part) : part));
}
