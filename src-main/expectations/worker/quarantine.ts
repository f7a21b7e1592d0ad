/** `splitRows`: rows that fail a critical expectation of rows go apart, with their number in the file and the reasons; each row goes to one side, once. */
import type { Expectation } from '../../contract/expectations.ts';
import type { TableFormat } from '../../contract/tables.ts';
import { name, type Session, type Table, text } from '../../tables/worker/index.ts';
import type { CheckArgs } from '../protocol.ts';
import type { RowTest } from './rows.ts';

const formats: Record<TableFormat, string> = { csv: 'FORMAT csv, HEADER true', jsonl: 'FORMAT json', parquet: 'FORMAT parquet, COMPRESSION zstd' };

export async function splitRows(
  session: Session,
  table: Table,
  critical: readonly { asked: Expectation; test: RowTest }[],
  split: NonNullable<CheckArgs['split']>,
): Promise<void> {
  const fails = critical.map(({ test }) => test.fails).join(' OR ') || 'false';
  const list = table.columns.map((column) => name(column.name));
  const reasons = critical.map(({ asked, test }) => `CASE WHEN ${test.fails} THEN ${text(reasonOf(asked))} END`);
  const reason = reasons.length > 0 ? `array_to_string(list_filter([${reasons.join(', ')}], each -> each IS NOT NULL), '; ')` : "''";
  const extra = [`${name(table.row)} AS ${name(free('_linha', table))}`, `${reason} AS ${name(free('_motivo', table))}`];
  // A plain pass keeps the file's order; a look into another table may not.
  const order = fails.includes('SELECT') ? `ORDER BY ${name(table.row)}` : '';
  const write = (columns: readonly string[], where: string, path: string) =>
    session.run(
      `COPY (SELECT ${columns.join(', ')} FROM ${table.view} WHERE ${where} ${order}) TO ${text(path)} (${formats[split.format]}, USE_TMP_FILE false)`,
    );
  await write(list, `NOT (${fails})`, split.valid);
  await write([...extra, ...list], `(${fails})`, split.quarantine);
}

/** The same in every language: the name of the expectation and what it is about. */
export function reasonOf({ type, column, column_A, column_B, column_list }: Expectation): string {
  return `${type}(${[column, column_A, column_B, ...(column_list ?? [])].filter((each) => each !== undefined).join(', ')})`;
}

function free(wanted: string, table: Table): string {
  return table.columns.some((column) => column.name.toLowerCase() === wanted) ? free(`_${wanted}`, table) : wanted;
}
