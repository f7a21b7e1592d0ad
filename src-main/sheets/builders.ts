/** `builders`: each kind of table to take away. */
import type { Language } from '../contract/base.ts';
import type { SheetKind } from '../contract/sheets.ts';
import type { Sheet } from '../contract/spreadsheet/sheet.ts';
import { experimentSheets } from './experiments.ts';
import type { SheetParts } from './index.ts';
import { loadSheets } from './loads.ts';
import { progressSheets } from './progress.ts';
import { runSheets } from './runs.ts';
import { searchSheets } from './searches.ts';

type Builder = (parts: SheetParts, language: Language, ids: readonly string[]) => Promise<Sheet[]>;

export const builders: Record<SheetKind, Builder> = {
  comparison: ({ comparison }, language, ids) => comparison.sheets(language, ids),
  progress: async ({ progress }, language) => progressSheets(await progress.standing(language), language),
  experiments: experimentSheets,
  runs: async ({ pipelines }, language, ids) => runSheets(pipelines, language, ids),
  automl: async ({ automl }, language, ids) => searchSheets(automl, language, ids),
  loads: async ({ loads }, language, ids) => loadSheets(loads, language, ids),
};
