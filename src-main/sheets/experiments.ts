/** Tracked runs as one table: what is known of each, then every param and every latest metric as a column of its own. */
import type { Language } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import { takenWords } from '../contract/messages/sheets.ts';
import type { Sheet, SheetCell } from '../contract/spreadsheet/sheet.ts';
import type { SearchedRun } from '../contract/tracking.ts';
import type { SheetParts } from './index.ts';

const pageSize = 1000;
/** What a sheet of Excel holds, its head left out. */
const mostRows = 1_048_575;

export async function experimentSheets({ tracking }: SheetParts, language: Language, ids: readonly string[]): Promise<Sheet[]> {
  const { column: c, ...name } = takenWords[language];
  const experiments = new Map((await tracking.experiments.list('all')).map((each) => [each.experimentId, each.name]));
  for (const id of ids) if (!experiments.has(id)) throw new BancadaError('EXPERIMENT_NOT_FOUND', { id });
  const runs = await everyRun(tracking, ids);
  const keys = (of: 'params' | 'metrics') => [...new Set(runs.flatMap((run) => Object.keys(run[of])))].sort();
  const [params, metrics] = [keys('params'), keys('metrics')];
  return [
    {
      name: name.runs,
      frozen: 1,
      columns: [
        ...[c.run, c.id, c.experiment, c.status],
        { title: c.startedAt, format: 'date' },
        { title: c.durationMs, format: 'integer' },
        ...metrics.map((key) => ({ title: key, shade: 'bar' as const })),
        ...params,
      ],
      rows: runs.map((run): SheetCell[] => [
        ...[run.name, run.runId, experiments.get(run.experimentId) ?? run.experimentId, run.status, run.startTime],
        run.endTime === null ? null : run.endTime - run.startTime,
        ...metrics.map((key) => run.metrics[key] ?? null),
        ...params.map((key) => numeric(run.params[key])),
      ]),
    },
  ];
}

async function everyRun(tracking: SheetParts['tracking'], experimentIds: readonly string[]): Promise<SearchedRun[]> {
  const runs: SearchedRun[] = [];
  while (runs.length < mostRows) {
    const page = await tracking.search.runs({ experimentIds, view: 'active', limit: pageSize, offset: runs.length });
    runs.push(...page.runs);
    if (page.runs.length < pageSize) break;
  }
  return runs.slice(0, mostRows);
}

/** A param that is a number is one in a spreadsheet too; what only looks like one (an id with leading zeros, more digits than a number holds) stays text. */
function numeric(text: string | undefined): SheetCell {
  if (text === undefined) return null;
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
