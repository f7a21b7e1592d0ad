/** Tables read from text: CSV and lines of JSON; and what kind of values each column holds. Pure. */
export interface Table {
  columns: string[];
  rows: string[][];
}

/** RFC 4180, with commas, semicolons or tabs. A last line that was cut off is left out. */
export function parseCsv(text: string, truncated: boolean): Table {
  const head = text.slice(0, Math.max(0, text.indexOf('\n')) || undefined);
  const separator = ['\t', ';', ','].find((each) => head.includes(each)) ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator || letter === '\n') {
      row.push(cell);
      cell = '';
      if (letter === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (letter !== '\r') cell += letter;
  }
  if (!truncated && (cell !== '' || row.length > 0)) rows.push([...row, cell]);
  const [columns = [], ...rest] = rows;
  return { columns, rows: rest };
}

/** One object a line as a table; null when the lines are something else. */
export function parseLines(text: string, truncated: boolean): Table | null {
  const lines = text.split('\n');
  if (truncated) lines.pop();
  try {
    const records = lines.filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line));
    const objects = records.filter(
      (record): record is Record<string, unknown> => typeof record === 'object' && record !== null && !Array.isArray(record),
    );
    if (objects.length === 0 || objects.length < records.length) return null;
    const columns = [...new Set(objects.slice(0, 200).flatMap((record) => Object.keys(record)))];
    return { columns, rows: objects.map((record) => columns.map((column) => say(record[column]))) };
  } catch {
    return null;
  }
}

/** What MLflow's `log_table` writes, and pandas with `orient="split"`; null for any other JSON. */
export function splitTable(value: unknown): Table | null {
  if (typeof value !== 'object' || value === null || !('columns' in value) || !('data' in value)) return null;
  const { columns, data } = value;
  if (!Array.isArray(columns) || !Array.isArray(data) || columns.length === 0 || !data.every((row) => Array.isArray(row))) return null;
  return { columns: columns.map(String), rows: data.map((row: unknown[]) => columns.map((_, at) => say(row[at]))) };
}

function say(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export type ColumnType = 'integer' | 'number' | 'boolean' | 'instant' | 'text' | 'empty';

const tests: [ColumnType, (text: string) => boolean][] = [
  ['integer', (text) => /^[+-]?(0|[1-9]\d{0,14})$/.test(text)],
  ['number', (text) => /^[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)(e[+-]?\d+)?$|^[+-]?(nan|inf(inity)?)$/i.test(text)],
  ['boolean', (text) => /^(true|false)$/i.test(text)],
  ['instant', (text) => /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text)],
];

/** Judged by the first rows; what does not fit the column's kind later is shown as it is all the same. */
export function columnTypes({ columns, rows }: Table, judged = 1000): ColumnType[] {
  return columns.map((_, at) => {
    const values = rows
      .slice(0, judged)
      .map((row) => row[at] ?? '')
      .filter((text) => text !== '');
    if (values.length === 0) return 'empty';
    return tests.find(([, fits]) => values.every(fits))?.[0] ?? 'text';
  });
}

export function numberOf(text: string): number {
  if (/^[+-]?inf/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /nan/i.test(text) ? Number.NaN : Number(text);
}
