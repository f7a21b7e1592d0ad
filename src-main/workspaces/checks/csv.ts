/** `toCsv`: rows as the SDK reads them back: gaps empty, a text that looks like another kind of value in quotes. */
type Cell = string | number | boolean | null;

export function toCsv(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? null)).join(','));
  return `${[columns.map(cell).join(','), ...lines].join('\n')}\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  const misread =
    typeof value === 'string' && (text === '' || text === 'true' || text === 'false' || (text.trim() !== '' && Number.isFinite(Number(text))));
  return misread || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
