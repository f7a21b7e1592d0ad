/** `toXlsx`: tables as an Excel workbook, with types and formats of their columns, the head frozen and filters on it. Written piece by piece, so that a large one needs little memory. */
import type { Language } from '../base.ts';
import { cellWriter, escaped, headRow, letters } from './cells.ts';
import { packInWeb } from './pack.ts';
import { columnOf, type Sheet } from './sheet.ts';
import { shadesOf, stylesOf } from './styles.ts';
import { type Packed, zip } from './zip.ts';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const pieceLetters = 1 << 17;
const rowsLookedAt = 100;

/** Compresses a text that comes in pieces. The one of the browser stands in pack.ts; Node has a quicker one (sheets/pack.ts). */
export type Pack = (pieces: Iterable<string>) => Promise<Packed>;

export async function toXlsx(sheets: readonly Sheet[], language: Language, pack: Pack = packInWeb): Promise<Blob> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const files: [path: string, pieces: Iterable<string>][] = [
    ['[Content_Types].xml', [contentTypes(sheets.length)]],
    [
      '_rels/.rels',
      [
        `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    ],
    ['xl/workbook.xml', [workbook(names, sheets)]],
    ['xl/_rels/workbook.xml.rels', [workbookLinks(sheets.length)]],
    ['xl/styles.xml', [stylesOf(language)]],
    ...sheets.map((sheet, i): [string, Iterable<string>] => [`xl/worksheets/sheet${i + 1}.xml`, worksheet(sheet)]),
  ];
  const entries = [];
  for (const [path, pieces] of files) entries.push({ path, packed: await pack(withHead(pieces)) });
  return new Blob([zip(entries)], { type: `${types}.sheet` });
}

function* withHead(pieces: Iterable<string>): Iterable<string> {
  yield xml;
  yield* pieces;
}

/** Excel takes no two alike, none longer than 31, and none of these letters. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const plain =
      name
        .replaceAll(/[:\\/?*[\]']/g, ' ')
        .trim()
        .slice(0, 31) || 'Sheet';
    let free = plain;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${plain.slice(0, 31 - ` (${n})`.length)} (${n})`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function* worksheet({ columns, rows, frozen = 0 }: Sheet): Iterable<string> {
  const known = columns.map(columnOf);
  const corner = `${letters(frozen)}2`;
  const pane =
    frozen > 0
      ? `xSplit="${frozen}" ySplit="1" topLeftCell="${corner}" activePane="bottomRight"`
      : 'ySplit="1" topLeftCell="A2" activePane="bottomLeft"';
  const widths = known.map(({ title, format }, i) => {
    const longest = Math.max(
      ...title.split(' ').map((word) => word.length + 2),
      ...rows.slice(0, rowsLookedAt).map((row) => String(row[i] ?? '').length),
    );
    const width = format === 'date' ? 20 : format === 'prose' ? 60 : Math.min(60, Math.max(10, longest + 2));
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`;
  });
  yield `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ${pane} state="frozen"/></sheetView></sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>${headRow(known)}`;
  const write = cellWriter(known);
  let piece = '';
  for (let index = 0; index < rows.length; index++) {
    piece += write(rows[index]!, index + 2);
    if (piece.length < pieceLetters) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData><autoFilter ref="${area(known.length, rows.length)}"/>${shadesOf(known, rows.length)}</worksheet>`;
}

const area = (columns: number, rows: number) => `A1:${letters(Math.max(0, columns - 1))}${rows + 1}`;

/** A filter is a name too: without it LibreOffice shows none. */
function workbook(names: readonly string[], sheets: readonly Sheet[]): string {
  const listed = names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const filters = sheets.map(({ columns, rows }, i) => {
    const fixed = area(columns.length, rows.length).replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">'${escaped(names[i]!)}'!${fixed}</definedName>`;
  });
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${types}.worksheet+xml"/>`,
  );
  return `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${parts.join('')}</Types>`;
}

function workbookLinks(sheets: number): string {
  const links = Array.from(
    { length: sheets },
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return `<Relationships xmlns="${packaged}/relationships">${links.join('')}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;
}
