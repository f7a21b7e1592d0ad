/**
 * `openTable`: a file as a view with its rows numbered. CSV and JSONL are copied into columns once, which is what every further question is quick by;
 * the copy is kept for as long as the core lives (copies.ts). A CSV's types are told from its beginning, and from all of it where that misled.
 */
import { renameSync } from 'node:fs';
import type { TableColumn } from '../../contract/tables.ts';
import type { TableFile } from '../tables.ts';
import { dialectOf } from './csv.ts';
import { kindOf, reading } from './kinds.ts';
import { unreadable } from './problems.ts';
import type { Session } from './session.ts';
import { name, text } from './sql.ts';

export interface Table {
  /** The view; its columns have the file's names, and `row` besides. */
  readonly view: string;
  readonly columns: readonly TableColumn[];
  /** The name of the column with a row's place in the file, from 1. */
  readonly row: string;
  /** The same rows by their place, from 0: rows that are asked for by it are found without reading the others. Null where nothing numbers them so. */
  readonly byPlace: { readonly from: string; readonly place: string } | null;
}

/** What pandas and R take for a missing value, as far as it is never meant. */
const missing = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL'].map(text).join(', ');

export async function openTable(session: Session, file: TableFile, view = 'table_0'): Promise<Table> {
  try {
    const path = file.format === 'parquet' ? file.path : await columnar(session, file);
    const columns = await describe(session, `read_parquet(${text(path)})`);
    const row = free('row', columns);
    const list = columns.map((column) => `${reading(column)} AS ${name(column.name)}`);
    // A file may have a column of the name under which Parquet's readers number rows.
    const isNumbered = columns.every((column) => column.name !== 'file_row_number');
    const rows = (number: string, as: string) => `SELECT ${[...list, `${number} AS ${name(as)}`].join(', ')} FROM read_parquet(${text(path)})`;
    await session.run(`CREATE VIEW ${view} AS ${rows(isNumbered ? 'file_row_number + 1' : 'row_number() OVER ()', row)}`);
    const place = free('place', columns);
    return { view, columns, row, byPlace: isNumbered ? { from: `(${rows('file_row_number', place)})`, place: name(place) } : null };
  } catch (error) {
    throw unreadable(error, file);
  }
}

export async function schemaOf(session: Session, file: TableFile): Promise<TableColumn[]> {
  try {
    return await describe(session, reader(file, 20_480));
  } catch (error) {
    throw unreadable(error, file);
  }
}

export async function describe(session: Session, from: string): Promise<TableColumn[]> {
  const rows = await session.rows(`DESCRIBE SELECT * FROM ${from}`);
  return rows.map(([column, type]) => ({ name: String(column), kind: kindOf(String(type)), type: String(type) }));
}

async function columnar(session: Session, file: TableFile): Promise<string> {
  const copy = session.copyOf(file.path);
  if (copy.isThere) return copy.path;
  const write = (rowsToJudge: number) =>
    session.run(
      `COPY (SELECT * FROM ${reader(file, rowsToJudge)}) TO ${text(copy.unfinished)} (FORMAT parquet, COMPRESSION lz4_raw, USE_TMP_FILE false)`,
    );
  await write(20_480).catch((error: Error) => {
    if (!/Conversion Error|Could not convert|JSON transform/i.test(error.message)) throw error;
    return write(-1);
  });
  renameSync(copy.unfinished, copy.path);
  return copy.path;
}

function reader({ path, format }: TableFile, rowsToJudge: number): string {
  if (format === 'parquet') return `read_parquet(${text(path)})`;
  if (format === 'jsonl') return `read_json(${text(path)}, format = 'newline_delimited', sample_size = ${rowsToJudge})`;
  const { delimiter, decimal } = dialectOf(path);
  const dialect = `header = true, delim = ${text(delimiter)}, quote = '"', escape = '"', comment = '', skip = 0, decimal_separator = ${text(decimal)}`;
  return `read_csv(${text(path)}, ${dialect}, nullstr = [${missing}], sample_size = ${rowsToJudge})`;
}

/** A name that no column has. */
function free(wanted: string, columns: readonly TableColumn[]): string {
  const taken = new Set(columns.map((column) => column.name.toLowerCase()));
  return taken.has(wanted) ? free(`_${wanted}`, columns) : wanted;
}
