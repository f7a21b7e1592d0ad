/** A table to take away: `toCsv` as text, `toXlsx` (xlsx.ts) as a workbook. Pure. */
export type SheetCell = string | number | null;

export interface Sheet {
  name: string;
  columns: readonly string[];
  rows: readonly (readonly SheetCell[])[];
}

/** `comma`: what a spreadsheet in Portuguese opens (semicolons, decimal comma); `point`: RFC 4180. */
export type CsvStyle = 'comma' | 'point';

export function toCsv({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>, style: CsvStyle): string {
  const separator = style === 'comma' ? ';' : ',';
  const write = (cell: SheetCell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return style === 'comma' ? String(cell).replace('.', ',') : String(cell);
    const text = harmless(cell);
    return /["\r\n;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // The mark at the start tells a spreadsheet that the text is UTF-8.
  return `${style === 'comma' ? '\uFEFF' : ''}${[columns, ...rows].map((row) => row.map(write).join(separator)).join('\r\n')}\r\n`;
}

/** Text that a spreadsheet would run as a formula is marked as text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}
