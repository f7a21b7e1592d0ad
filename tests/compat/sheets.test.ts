/** Every spreadsheet that can be taken away, opened by LibreOffice and compared with what it was made of, cell by cell. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetKinds } from '../../src-main/contract/index.ts';
import { columnOf, type Sheet, type SheetCell } from '../../src-main/contract/spreadsheet/sheet.ts';
import { toXlsx } from '../../src-main/contract/spreadsheet/xlsx.ts';
import { packInNode } from '../../src-main/sheets/pack.ts';
import { noLibreOffice, openInLibreOffice, type ReadSheet } from '../support/libreoffice.ts';
import { fillLab } from './sheets/fill.ts';

/** What would be run, were it taken for a formula; and what breaks careless writers. */
const hostile: Sheet = {
  name: "Fórmulas: [a]/b's",
  frozen: 1,
  columns: ['=1+1', { title: 'número', shade: 'bar' }, { title: 'quando', format: 'date' }, { title: 'parte', format: 'share', shade: 'good-low' }],
  rows: [
    ['=HYPERLINK("http://x")', -0.1, Date.UTC(2026, 10, 22, 12, 0, 3), 0.125],
    ["+1+cmd|' /C calc'!A0", 1e21, Date.UTC(2000, 1, 29, 3), 1],
    ['-2+3', 5e-324, Date.UTC(2026, 1, 1, 23, 59, 59), 0],
    ['@SUM(A1)', Number.MAX_SAFE_INTEGER, null, null],
    ['\t=1+1', 0.1 + 0.2, null, null],
    ['"a"; <b> & \'ção\' 😀  dois espaços', null, null, null],
    ['linha um\nlinha dois', 0, null, null],
    ['00012345678901234567', 12, null, null],
    ['2026-11-22', 1, null, null],
    ['1e5', 2, null, null],
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'bancada-sheets-'));
const written = new Map<string, Sheet[]>();
const read = new Map<string, ReadSheet[]>();
let close = async () => {};

beforeAll(async () => {
  if (noLibreOffice) return;
  const lab = await fillLab(join(folder, 'home'));
  close = () => lab.close();
  for (const kind of sheetKinds) written.set(kind, await lab.sheets.of(kind, 'pt'));
  const [search] = lab.automl.list(1);
  written.set('search', await lab.sheets.of('automl', 'pt', [search!.searchId]));
  written.set('hostile', [hostile]);
  const names = [...written.keys()];
  const files = names.map((name) => join(folder, `${name}.xlsx`));
  for (const [index, name] of names.entries())
    writeFileSync(files[index]!, new Uint8Array(await (await toXlsx(written.get(name)!, 'pt', packInNode)).arrayBuffer()));
  openInLibreOffice(files).forEach((sheets, index) => {
    read.set(names[index]!, sheets);
  });
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** LibreOffice writes fifteen digits of a number, whatever it read. */
const digits = (value: number) => Number(value.toPrecision(15));

/** A cell as LibreOffice should have understood it. */
function understood(cell: SheetCell | undefined, format: string | undefined) {
  if (cell === null || cell === undefined || cell === '') return null;
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return { type: 'string', value: String(cell) };
  if (format !== 'date') return { type: format === 'share' ? 'percentage' : 'float', value: digits(cell) };
  return { type: 'date', value: new Date(cell - new Date(cell).getTimezoneOffset() * 60_000).toISOString().slice(0, 19) };
}

function seen(cell: ReadSheet['rows'][number][number] | undefined) {
  if (!cell || (cell.type === 'string' && cell.value === '')) return null;
  if (cell.type === 'date') return { type: 'date', value: `${cell.value}T00:00:00`.slice(0, 19) };
  return { type: cell.type, value: cell.type === 'string' ? cell.value : digits(Number(cell.value)) };
}

describe.skipIf(noLibreOffice !== '')(`spreadsheets ${noLibreOffice}`, () => {
  test.each([...sheetKinds, 'search', 'hostile'])('%s is the same in LibreOffice', (kind) => {
    const [mine, theirs] = [written.get(kind)!, read.get(kind)!];
    expect(theirs).toHaveLength(mine.length);
    for (const [index, sheet] of mine.entries()) {
      const found = theirs[index]!;
      const columns = sheet.columns.map(columnOf);
      expect(found.rows[0]?.map((cell) => cell?.value)).toEqual(columns.map(({ title }) => title));
      const want = sheet.rows.map((row) => columns.map(({ format }, column) => understood(row[column], format)));
      const got = sheet.rows.map((_, row) => columns.map((_column, column) => seen(found.rows[row + 1]?.[column])));
      expect(got).toEqual(want);
      expect(found.rows.flat().filter((cell) => cell?.formula)).toEqual([]);
      expect(found.filter).toMatch(/^A1:/);
    }
  });

  test('the comparison shades its scores, and there is something in every kind', () => {
    expect(read.get('comparison')?.[0]?.conditions).toBe(1);
    for (const kind of sheetKinds) expect(written.get(kind)?.[0]?.rows.length, kind).toBeGreaterThan(0);
  });
});
