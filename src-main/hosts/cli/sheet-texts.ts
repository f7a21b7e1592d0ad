/** What `bancada sheet` says, in both languages. */
import type { Locale } from '../../contract/index.ts';

const pt = {
  sheet: 'grava uma planilha: comparison, progress, experiments, runs, automl ou loads; com nomes, só a deles',
  output: 'arquivo .xlsx, .csv (a primeira tabela) ou .json',
  kindUnknown: (kind: string, known: string) => `planilha “${kind}”; existem: ${known}`,
  outputForm: (path: string) => `-o aceita um arquivo .xlsx, .csv ou .json, não “${path}”.`,
  written: (path: string, sheets: string) => `Planilha gravada em ${path}: ${sheets}`,
  table: (name: string, rows: number) => `${name} (${rows})`,
};

const en: typeof pt = {
  sheet: 'writes a spreadsheet: comparison, progress, experiments, runs, automl or loads; with names, only theirs',
  output: '.xlsx, .csv (the first table) or .json file',
  kindUnknown: (kind, known) => `spreadsheet "${kind}"; there are: ${known}`,
  outputForm: (path) => `-o takes a .xlsx, .csv or .json file, not "${path}".`,
  written: (path, sheets) => `Spreadsheet written to ${path}: ${sheets}`,
  table: (name, rows) => `${name} (${rows})`,
};

export const sheetTexts = (locale: Locale) => (locale === 'en' ? en : pt);
