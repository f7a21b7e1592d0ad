/** A run as tables: its latest metrics, their whole history, params and tags. Pure. */
import type { MetricPoint, TrackedRun } from '#contract';
import { metricValue } from '../../../lib/metric-value.ts';
import type { Sheet, SheetCell } from '../../../lib/spreadsheet/sheet.ts';

export interface RunSheets {
  metrics: Sheet;
  history: Sheet;
  params: Sheet;
  tags: Sheet;
}

/** Names of sheets and columns, in the language of the person. */
export type SheetWords = Record<'metrics' | 'history' | 'params' | 'tags' | 'key' | 'value' | 'step' | 'instant', string>;

type Histories = readonly { key: string; points: readonly MetricPoint[] }[];

export function runSheets(run: Pick<TrackedRun, 'metrics' | 'params' | 'tags'>, histories: Histories, words: SheetWords): RunSheets {
  const pairs = (name: string, entries: readonly (readonly [string, SheetCell])[]): Sheet => ({
    name,
    columns: [words.key, words.value],
    rows: entries,
  });
  return {
    metrics: pairs(
      words.metrics,
      Object.entries(run.metrics).map(([key, value]) => [key, metricValue(value)]),
    ),
    history: {
      name: words.history,
      columns: [words.key, words.step, words.instant, words.value],
      rows: histories.flatMap(({ key, points }) =>
        points.map(({ step, timestamp, value }): SheetCell[] => [key, step, new Date(timestamp).toISOString(), metricValue(value)]),
      ),
    },
    params: pairs(words.params, Object.entries(run.params).map(numeric)),
    tags: pairs(words.tags, Object.entries(run.tags)),
  };
}

/** A param that is a number is one in a spreadsheet too. */
function numeric([key, text]: [string, string]): [string, SheetCell] {
  return [key, /^-?\d{1,15}(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text];
}
