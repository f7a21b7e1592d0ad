/** Workbooks, as the core writes them too. Loaded when somebody takes one away. */
export { toXlsx } from '../../../src-main/contract/spreadsheet/xlsx.ts';
