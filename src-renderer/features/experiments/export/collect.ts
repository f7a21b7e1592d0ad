/** Every run that a table shows, page by page, as the rows of a spreadsheet: the columns that are shown, in their order. */
import { api } from '../../../app/client.ts';
import type { SheetCell } from '../../../lib/spreadsheet/sheet.ts';
import type { FoundRun } from '../found.ts';
import { cellValue, type Summaries } from '../runs/cell-text.ts';
import type { Request } from '../runs/rows.ts';
import { readSummaries } from '../runs/use-summaries.ts';

const pageSize = 1000;

/** `onPage` is told after each page; nested runs are rows of their own. */
export async function collectRows(
  request: Request,
  ids: readonly string[],
  experimentName: (id: string) => string,
  onPage: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<SheetCell[][]> {
  const rows: SheetCell[][] = [];
  for (;;) {
    const { runs, total } = await api.tracking.search({ ...request, rootsOnly: false, limit: pageSize, offset: rows.length }, { signal });
    const summaries = await readSummaries(
      runs.map(({ runId }) => runId),
      ids,
      signal,
    );
    for (const run of runs) rows.push(rowOf(run, ids, experimentName, summaries.get(run.runId)));
    onPage(rows.length, total);
    if (runs.length < pageSize) return rows;
  }
}

function rowOf(run: FoundRun, ids: readonly string[], experimentName: (id: string) => string, summaries?: Summaries): SheetCell[] {
  return ids.map((id) => {
    const value = cellValue(id, run, experimentName, summaries);
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  });
}
