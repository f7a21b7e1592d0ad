/** `sample`: a page of a table's rows, in the file's order or by a column, those that pass the filters. Values are bound, columns known. */
import { BancadaError } from '../../contract/errors.ts';
import type { Cell, TableColumn, TableFilter, TableSample } from '../../contract/tables.ts';
import type { SampleRequest, TableFile } from '../tables.ts';
import type { Session } from './session.ts';
import { openTable, type Table } from './source.ts';
import { name } from './sql.ts';

export async function sample(session: Session, { file, request }: { file: TableFile; request: SampleRequest }): Promise<TableSample> {
  const { offset, limit, filters = [], order } = request;
  session.progress('reading', 0, 0.8);
  const table = await openTable(session, file);
  const conditions = filters.map((filter) => condition(table, filter, file));
  const where = conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => `(${sql})`).join(' AND ')}` : '';
  const values = conditions.flatMap(({ values }) => values);
  const row = name(table.row);
  const by = order ? `ORDER BY ${name(columnOf(table, order.column, file).name)} ${order.descending ? 'DESC' : 'ASC'} NULLS LAST, ${row}` : '';
  const list = [row, ...table.columns.map((column) => name(column.name))].join(', ');
  const page = `SELECT ${list} FROM ${table.view} ${where} ${by} LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`;
  try {
    const total = await session.count(`SELECT count(*) FROM ${table.view} ${where}`, values);
    const rows = await session.rows(order ? page : `SELECT * FROM (${page}) ORDER BY ${row}`, values);
    return { columns: [...table.columns], rows: rows.map(([number, ...cells]) => ({ number: Number(number), cells })), total };
  } catch (error) {
    throw misfit(error, table, filters) ?? error;
  }
}

function condition(table: Table, { column, operator, value = null }: TableFilter, file: TableFile): { sql: string; values: Cell[] } {
  const { name: known, type } = columnOf(table, column, file);
  const it = name(known);
  if (operator === 'missing') return { sql: `${it} IS NULL`, values: [] };
  if (operator === 'present') return { sql: `${it} IS NOT NULL`, values: [] };
  if (operator === 'contains') return { sql: `contains(lower(${it}::VARCHAR), lower(?))`, values: [String(value ?? '')] };
  const target = type.startsWith('DECIMAL') || type === 'FLOAT' ? 'DOUBLE' : /^(STRUCT|MAP|ENUM|UUID)|\[\]$/.test(type) ? 'VARCHAR' : type;
  const sqlOperator = { '=': '=', '!=': 'IS DISTINCT FROM', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }[operator];
  return { sql: `${it} ${sqlOperator} CAST(? AS ${target})`, values: [value === null ? null : String(value)] };
}

function columnOf({ columns }: Table, wanted: string, { path, name: called = path }: TableFile): TableColumn {
  const found = columns.find((column) => column.name === wanted);
  if (found) return found;
  throw new BancadaError('TABLE_COLUMN_MISSING', { file: called, column: wanted, known: columns.map((column) => column.name).join(', ') });
}

/** A value that is none of its column's type. */
function misfit(error: unknown, { columns }: Table, filters: readonly TableFilter[]): BancadaError | null {
  if (!(error instanceof Error) || !/^Conversion Error|Could not convert/.test(error.message)) return null;
  const [filter] = filters;
  const kind = columns.find((column) => column.name === filter?.column)?.kind ?? '—';
  return new BancadaError('TABLE_FILTER_INVALID', { column: filter?.column ?? '—', kind, detail: String(filter?.value ?? '—') }, { cause: error });
}
