/**
 * `parseCsv`, `formatCsv`: RFC 4180 with types that survive the round trip. Unquoted cells become numbers, booleans or, when empty, `null`;
 * a quoted cell is always text (the convention of Python's QUOTE_NONNUMERIC). Written here because no small library tells both apart synchronously.
 */
import { LabError } from '../errors.ts';
import type { Row, Value } from './types.ts';

const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

/** A typed value of an unquoted cell. Leading zeros (postal codes) and integers too long for a double stay text. */
function typed(cell: string): Value {
  if (cell === '') return null;
  const first = cell.charCodeAt(0);
  if (first <= 57 && NUMBER.test(cell)) {
    const number = Number(cell);
    if (Number.isFinite(number) && (Number.isSafeInteger(number) || !/^[+-]?\d+$/.test(cell) || String(number) === cell)) return number;
  }
  if (cell === 'true') return true;
  if (cell === 'false') return false;
  return cell;
}

export function parseCsv<T extends Row = Row>(text: string, file = 'csv'): T[] {
  const rows: T[] = [];
  let header: string[] | null = null;
  let cells: Value[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let rowLine = 1;
  const end = text.length;
  while (at < end) {
    if (text.charCodeAt(at) === QUOTE) {
      const openedAt = line;
      let value = '';
      for (;;) {
        const close = text.indexOf('"', at + 1);
        if (close < 0) throw new LabError('CSV_QUOTE', { file, line: openedAt });
        value += text.slice(at + 1, close);
        at = close + 1;
        if (text.charCodeAt(at) !== QUOTE) break;
        value += '"';
      }
      for (let i = value.indexOf('\n'); i >= 0; i = value.indexOf('\n', i + 1)) line++;
      const stop = delimiter(text, at);
      cells.push(value + text.slice(at, stop));
      at = stop;
    } else {
      const stop = delimiter(text, at);
      const cell = text.slice(at, stop);
      cells.push(header ? typed(cell) : cell);
      at = stop;
    }
    if (text.charCodeAt(at) === COMMA) {
      at++;
      if (at < end) continue;
      cells.push(header ? null : '');
    }
    if (text.charCodeAt(at) === CR) at++;
    if (text.charCodeAt(at) === LF) at++;
    line++;
    if (!header) header = cells.map(String);
    else if (cells.length === header.length) rows.push(toRow(header, cells) as T);
    else if (!(cells.length === 1 && cells[0] === null))
      throw new LabError('CSV_WIDTH', { file, line: rowLine, found: cells.length, expected: header.length });
    cells = [];
    rowLine = line;
  }
  return rows;
}

/** Where the cell that begins at `at` ends. */
function delimiter(text: string, at: number): number {
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LF || code === CR) break;
  }
  return at;
}

function toRow(header: readonly string[], cells: readonly Value[]): Row {
  const row: Row = {};
  for (let c = 0; c < header.length; c++) row[header[c]!] = cells[c]!;
  return row;
}

/** Columns are those of all rows, in order of first appearance; what a row lacks is a gap. */
export function formatCsv(rows: readonly Row[]): string {
  const columns = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) columns.add(key);
  const names = [...columns];
  const lines = [names.map(quoted).join(',')];
  for (const row of rows) {
    lines.push(names.map((name) => formatCell(row[name] ?? null)).join(','));
  }
  return `${lines.join('\n')}\n`;
}

function formatCell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  return typed(value) === value ? quoted(value) : `"${value.replaceAll('"', '""')}"`;
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]|^\s|\s$|^\ufeff/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
