import { procedures } from '../common/procedures.ts';
import { sheetsContract } from '../contract/sheets.ts';
import type { Sheet } from '../contract/spreadsheet/sheet.ts';
import type { Sheets } from './index.ts';

export function sheetsRouter(sheets: Sheets) {
  const implement = procedures(sheetsContract);
  return implement.router({
    of: implement.of.handler(async ({ input }) => (await sheets.of(input.kind, input.language, input.ids)).map(outgoing)),
  });
}

function outgoing({ columns, rows, ...sheet }: Sheet) {
  return { ...sheet, columns: [...columns], rows: rows.map((row) => [...row]) };
}
