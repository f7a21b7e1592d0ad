/** A table to take away: `toCsv` and `toJson` as text, `toXlsx` (xlsx.ts) as a workbook. Pure. */
export type SheetCell = string | number | null;

/**
 * What a column holds. Numbers: `integer`, `ms`, `share` (0 to 1, shown as percent), `date` (milliseconds since 1970), `score`; `prose` is text of several lines.
 * Without one, a cell is what it is.
 */
export type ColumnFormat = 'integer' | 'ms' | 'share' | 'date' | 'score' | 'prose';

export interface SheetColumn {
  title: string;
  format?: ColumnFormat | undefined;
  /** How a workbook makes its values seen: `good-high` and `good-low` from red to green, `bar` by length. */
  shade?: 'good-high' | 'good-low' | 'bar' | undefined;
}

export interface Sheet {
  name: string;
  columns: readonly (string | SheetColumn)[];
  rows: readonly (readonly SheetCell[])[];
  /** Columns that stay in view beside the head. */
  frozen?: number | undefined;
}

/** `comma`: what a spreadsheet in Portuguese opens (semicolons, decimal comma, days first); `point`: RFC 4180 and ISO 8601. */
export type CsvStyle = 'comma' | 'point';

export const columnOf = (column: string | SheetColumn): SheetColumn => (typeof column === 'string' ? { title: column } : column);

export function toCsv({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>, style: CsvStyle): string {
  const separator = style === 'comma' ? ';' : ',';
  const known = columns.map(columnOf);
  const write = (cell: SheetCell | undefined, format?: ColumnFormat) => {
    if (cell === null || cell === undefined) return '';
    if (typeof cell === 'number' && format === 'date') return style === 'comma' ? `${day(cell)} ${time(cell)}` : new Date(cell).toISOString();
    if (typeof cell === 'number') return style === 'comma' ? String(cell).replace('.', ',') : String(cell);
    const text = harmless(cell);
    return /["\r\n;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [known.map(({ title }) => write(title)), ...rows.map((row) => known.map(({ format }, index) => write(row[index], format)))];
  // The mark at the start tells a spreadsheet that the text is UTF-8.
  return `${style === 'comma' ? '\uFEFF' : ''}${lines.map((line) => line.join(separator)).join('\r\n')}\r\n`;
}

/** Every sheet as objects under its name; instants as ISO 8601. */
export function toJson(sheets: readonly Sheet[]): string {
  const objects = ({ columns, rows }: Sheet) => {
    const known = columns.map(columnOf);
    return rows.map((row) =>
      Object.fromEntries(
        known.map(({ title, format }, index) => {
          const cell = row[index] ?? null;
          return [title, format === 'date' && typeof cell === 'number' ? new Date(cell).toISOString() : cell];
        }),
      ),
    );
  };
  return `${JSON.stringify(Object.fromEntries(sheets.map((sheet) => [sheet.name, objects(sheet)])), null, 2)}\n`;
}

/** What a spreadsheet would take for a formula, wide forms of the signs included. */
export const looksLikeFormula = (text: string) => /^[=+\-@\t\r\n＝＋－＠]/.test(text) && (text.trim() !== text || Number.isNaN(Number(text)));

function harmless(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}

const two = (value: number) => String(value).padStart(2, '0');
const day = (at: number) => {
  const date = new Date(at);
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
};
const time = (at: number) => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};
