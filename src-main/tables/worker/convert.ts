/** `convert`: a table in another format, in the same order. */
import { statSync } from 'node:fs';
import type { TableFormat } from '../../contract/tables.ts';
import type { TableFile } from '../tables.ts';
import { unreadable } from './problems.ts';
import type { Session } from './session.ts';
import { openTable } from './source.ts';
import { name, text } from './sql.ts';

const formats: Record<TableFormat, string> = {
  csv: 'FORMAT csv, HEADER true',
  jsonl: 'FORMAT json',
  parquet: 'FORMAT parquet, COMPRESSION zstd',
};

export async function convert(
  session: Session,
  { file, to }: { file: TableFile; to: Omit<TableFile, 'name'> },
): Promise<{ rows: number; bytes: number }> {
  session.progress('reading', 0, 0.5);
  const table = await openTable(session, file);
  session.progress('writing', 0.5, 0.5);
  const list = table.columns.map((column) => name(column.name)).join(', ');
  try {
    await session.run(`COPY (SELECT ${list} FROM ${table.view}) TO ${text(to.path)} (${formats[to.format]}, USE_TMP_FILE false)`);
  } catch (error) {
    throw unreadable(error, file);
  }
  return { rows: await session.count(`SELECT count(*) FROM ${table.view}`), bytes: statSync(to.path).size };
}
