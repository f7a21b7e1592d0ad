/** Tables to take away, as the core writes them too. */
export { type Sheet, type SheetCell, toCsv, toJson } from '../../../src-main/contract/spreadsheet/sheet.ts';
