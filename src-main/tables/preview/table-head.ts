/** `csvHead`, `jsonlHead`: the first rows of a table, from the beginning of its file. A line that the piece cuts in two is no row. */
type Cell = string | number | boolean | null;

export interface TableHead {
  columns: string[];
  rows: Cell[][];
  more: boolean;
}

const longestCell = 300;

export function csvHead(text: string, isWhole: boolean, limit: number): TableHead | null {
  const separator = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : mostOf(text.split('\n', 1)[0] ?? '');
  const lines = csvLines(text, separator, limit + 3);
  if (!isWhole && lines.length < limit + 3) lines.pop();
  const [columns, ...rows] = lines;
  if (!columns) return null;
  return { columns, rows: rows.slice(0, limit).map((row) => row.map(cut)), more: rows.length > limit || !isWhole };
}

const mostOf = (line: string): string => (line.split(';').length > line.split(',').length ? ';' : ',');

function csvLines(text: string, separator: string, most: number): string[][] {
  const lines: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length && lines.length < most; at += 1) {
    const letter = text[at]!;
    if (quoted) {
      if (letter !== '"') value += letter;
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && value === '') quoted = true;
    else if (letter === separator) {
      row.push(value);
      value = '';
    } else if (letter === '\n') {
      row.push(value.replace(/\r$/, ''));
      lines.push(row);
      row = [];
      value = '';
    } else value += letter;
  }
  if (lines.length < most && (value !== '' || row.length > 0)) lines.push([...row, value]);
  return lines;
}

/** Null where a line is no object: it is shown as text. */
export function jsonlHead(text: string, isWhole: boolean, limit: number): TableHead | null {
  const lines = text.split('\n');
  if (!isWhole) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  const columns = new Set<string>();
  const objects: Record<string, unknown>[] = [];
  for (const line of filled.slice(0, limit)) {
    const object = parsed(line);
    if (object === null) return null;
    objects.push(object);
    for (const name of Object.keys(object)) columns.add(name);
  }
  if (objects.length === 0) return null;
  const rows = objects.map((object) => [...columns].map((name) => cellOf(object[name])));
  return { columns: [...columns], rows, more: filled.length > limit || !isWhole };
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean') return value ?? null;
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
