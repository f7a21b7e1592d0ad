/** `cellWriter`: cells of a sheet as XML. Formulas never: text stays text, and what looks like a formula is marked so that editing it does not make it one. */
import type { ColumnFormat, SheetCell, SheetColumn } from './sheet.ts';
import { looksLikeFormula } from './sheet.ts';

/** Places in `cellXfs` (styles.ts). */
export const cellStyles = { plain: 0, head: 1, text: 2, integer: 3, ms: 4, share: 5, date: 6, score: 7, prose: 8 } as const;
/** What the format holds in one cell. */
const longest = 32_767;
const dayMs = 86_400_000;
/** 1970-01-01 in days of a spreadsheet. */
const epoch = 25_569;

export function cellWriter(columns: readonly SheetColumn[]): (row: readonly SheetCell[], number: number) => string {
  const known = columns.map(({ format }, index) => ({ letters: letters(index), format, style: format ? cellStyles[format] : cellStyles.plain }));
  return (row, number) => {
    let xml = `<row r="${number}">`;
    for (let index = 0; index < known.length; index++) {
      const value = row[index];
      if (value === null || value === undefined) continue;
      const { letters: letter, format, style } = known[index]!;
      if (typeof value === 'number' && Number.isFinite(value)) {
        const shown = format === 'date' ? serial(value) : value;
        xml += style === 0 ? `<c r="${letter}${number}"><v>${shown}</v></c>` : `<c r="${letter}${number}" s="${style}"><v>${shown}</v></c>`;
      } else xml += inline(String(value), `${letter}${number}`, format);
    }
    return `${xml}</row>`;
  };
}

export function headRow(columns: readonly SheetColumn[]): string {
  const cells = columns.map(({ title }, index) => inline(title, `${letters(index)}1`, undefined, cellStyles.head));
  return `<row r="1">${cells.join('')}</row>`;
}

/** By the clock of this machine, which is how a person reads it: a spreadsheet knows no zones. */
function serial(at: number): number {
  const local = at - new Date(at).getTimezoneOffset() * 60_000;
  return local / dayMs + epoch;
}

function inline(text: string, place: string, format?: ColumnFormat, style?: number): string {
  const own = style ?? (looksLikeFormula(text) ? cellStyles.text : format === 'prose' ? cellStyles.prose : 0);
  return `<c r="${place}"${own === 0 ? '' : ` s="${own}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, longest))}</t></is></c>`;
}

/** 0 → A, 26 → AA. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? letters(rest) : '') + String.fromCharCode(65 + (column % 26));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML holds no control characters at all.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const special = /[&<>"]/;

export function escaped(text: string): string {
  const clean = text.replace(forbidden, '').toWellFormed();
  if (!special.test(clean)) return clean;
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
