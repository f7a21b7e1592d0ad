/** Tables to take away, as the core writes them too. */
export { type CsvStyle, type Sheet, type SheetCell, toCsv } from '../../../src-main/contract/spreadsheet/sheet.ts';
