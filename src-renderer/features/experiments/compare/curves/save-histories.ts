/** Every point of a metric of these runs as CSV, one row each: what a notebook wants, not what was drawn. */
import { api } from '../../../../app/client.ts';
import { fileName, save } from '../../../../lib/save.ts';
import { type SheetCell, toCsv } from '../../../../lib/spreadsheet/sheet.ts';
import type { FoundRun } from '../../found.ts';

const columns = ['run_id', 'run_name', 'metric', 'step', 'timestamp', 'value'];

export async function saveHistories(runs: readonly FoundRun[], metric: string): Promise<void> {
  const rows: SheetCell[][] = [];
  for (const { runId, name } of runs)
    for (const { step, timestamp, value } of await api.tracking.history({ runId, key: metric }))
      rows.push([runId, name, metric, step, new Date(timestamp).toISOString(), value]);
  save(`${fileName(metric)}.csv`, new Blob([toCsv({ columns, rows }, 'point')], { type: 'text/csv' }));
}
