/** Runs of pipelines as tables: the runs with their metrics, and the steps of the newest of them. */
import type { Language } from '../contract/base.ts';
import { takenWords } from '../contract/messages/sheets.ts';
import type { Sheet, SheetCell } from '../contract/spreadsheet/sheet.ts';
import type { SheetParts } from './index.ts';

const mostRuns = 5000;
const withSteps = 200;

export function runSheets(pipelines: SheetParts['pipelines'], language: Language, ids: readonly string[]): Sheet[] {
  const { column: c, ...name } = takenWords[language];
  const runs = pipelines.list({ limit: mostRuns }).filter(({ pipeline }) => ids.length === 0 || ids.includes(pipeline));
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))].sort();
  const at = (title: string) => ({ title, format: 'date' }) as const;
  const duration = { title: c.durationMs, format: 'integer', shade: 'bar' } as const;
  return [
    {
      name: name.runs,
      frozen: 1,
      columns: [c.id, c.pipeline, c.solution, c.engine, c.status, at(c.startedAt), at(c.endedAt), duration, ...metrics, c.model, c.endpoint, c.error],
      rows: runs.map((run): SheetCell[] => [
        ...[run.runId, run.pipeline, run.solution, run.engine, run.status, run.startedAt, run.endedAt, Math.round(run.durationMs)],
        ...metrics.map((key) => run.metrics[key] ?? null),
        ...[run.model ? `${run.model.name}:${run.model.version}` : null, run.endpoint, run.error?.code ?? null],
      ]),
    },
    {
      name: name.steps,
      frozen: 2,
      columns: [c.id, c.step, c.status, c.cached, duration],
      rows: runs
        .slice(0, withSteps)
        .flatMap(({ runId }) =>
          pipelines
            .get(runId)
            .steps.map(({ id, status, cached, durationMs }): SheetCell[] => [...[runId, id, status, cached ? 1 : 0], Math.round(durationMs)]),
        ),
    },
  ];
}
