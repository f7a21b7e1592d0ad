/** Searches for a model as tables: all of them, or one with its leaderboard, its importances and its exams. */

import type { Search, SearchResult } from '../contract/automl.ts';
import type { Language } from '../contract/base.ts';
import { type TakenWords, takenWords } from '../contract/messages/sheets.ts';
import type { Sheet, SheetCell } from '../contract/spreadsheet/sheet.ts';
import type { SheetParts } from './index.ts';

const mostSearches = 200;
const lowIsGood = new Set(['log_loss', 'rmse', 'mae', 'fit_ms', 'latency_us', 'bytes']);
const shadeOf = (metric: string) => (lowIsGood.has(metric) ? 'good-low' : 'good-high');

export async function searchSheets(automl: SheetParts['automl'], language: Language, ids: readonly string[]): Promise<Sheet[]> {
  const words = takenWords[language];
  const searches = ids.length === 0 ? automl.list(mostSearches) : ids.map((id) => automl.get(id));
  const [one] = searches;
  const list = listOf(searches, words);
  return ids.length === 1 && one ? [...boardOf(one, await automl.result(one.searchId), words), list] : [list];
}

function listOf(searches: readonly Search[], { column: c, searches: name }: TakenWords): Sheet {
  const whole = (title: string) => ({ title, format: 'integer' }) as const;
  return {
    name,
    frozen: 1,
    columns: [
      ...[c.search, c.id, c.status, c.data, c.target, c.sampler, c.metric],
      ...[c.trials, c.ended, c.pruned].map(whole),
      ...[c.best, c.confirmed],
      { title: c.saved, format: 'share' },
      ...[c.startedAt, c.endedAt].map((title) => ({ title, format: 'date' }) as const),
    ],
    rows: searches.map((each): SheetCell[] => [
      ...[each.name, each.searchId, each.status, each.data, each.target, each.sampler, each.metric, each.budget.trials, each.ended, each.pruned],
      ...[each.best, each.confirmed, each.saved, each.startedAt, each.endedAt],
    ]),
  };
}

function boardOf(search: Search, { rows, importances }: SearchResult, { column: c, ...name }: TakenWords): Sheet[] {
  const metrics = [...new Set(rows.flatMap((row) => Object.keys(row.metrics)))];
  const params = [...new Set(rows.flatMap((row) => Object.keys(row.params)))].sort();
  return [
    {
      name: name.board,
      frozen: 1,
      columns: [
        ...[c.trial, c.state, c.reason, c.folds, c.chosen],
        ...metrics.map((title) => ({ title, shade: shadeOf(title) }) as const),
        ...[c.deviation, c.confirmed, c.confirmedDeviation],
        ...params,
      ],
      rows: rows.map((row): SheetCell[] => [
        ...[row.number, row.state, row.reason, row.units, row.isChosen ? 1 : 0],
        ...metrics.map((key) => row.metrics[key] ?? null),
        ...[row.deviation, row.confirmed, row.confirmedDeviation],
        ...params.map((key) => cellOf(row.params[key])),
      ]),
    },
    {
      name: name.importances,
      columns: [c.param, { title: c.share, format: 'share', shade: 'bar' }],
      rows: importances.map(({ param, share }) => [param, share]),
    },
    {
      name: name.exams,
      columns: [{ title: c.when, format: 'date' }, { title: c.rows, format: 'integer' }, c.metric, c.value],
      rows: search.exams.flatMap(({ at, rows: seen, metrics: found }) =>
        Object.entries(found).map(([key, value]): SheetCell[] => [at, seen, key, value]),
      ),
    },
  ];
}

function cellOf(value: string | number | boolean | undefined): SheetCell {
  return value === undefined ? null : typeof value === 'boolean' ? String(value) : value;
}
