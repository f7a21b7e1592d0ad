/** `writeSheets`: tables as a file, in the form that its name asks for. */
import { writeFile } from 'node:fs/promises';
import { BancadaError, type Locale } from '../../contract/index.ts';
import { type Sheet, toCsv, toJson } from '../../contract/spreadsheet/sheet.ts';
import { sheetTexts } from './sheet-texts.ts';

/** A .csv holds one table: the first. USAGE. */
export async function writeSheets(path: string, sheets: readonly Sheet[], locale: Locale): Promise<void> {
  await writeFile(path, await contentOf(path, sheets, locale));
}

async function contentOf(path: string, sheets: readonly Sheet[], locale: Locale): Promise<string | Uint8Array> {
  const [first] = sheets;
  if (path.endsWith('.csv') && first) return toCsv(first, locale === 'en' ? 'point' : 'comma');
  if (path.endsWith('.json')) return toJson(sheets);
  if (!path.endsWith('.xlsx')) throw new BancadaError('USAGE', { detail: sheetTexts(locale).outputForm(path) });
  const [{ toXlsx }, { packInNode }] = await Promise.all([import('../../contract/spreadsheet/xlsx.ts'), import('../../sheets/pack.ts')]);
  return new Uint8Array(await (await toXlsx(sheets, locale === 'en' ? 'en' : 'pt', packInNode)).arrayBuffer());
}
