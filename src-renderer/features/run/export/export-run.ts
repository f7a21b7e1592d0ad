/** `exportRun`: the metrics of a run with their whole history, to take away. */
import i18next from 'i18next';
import { api } from '../../../app/client.ts';
import { fileName, save } from '../../../lib/save.ts';
import { toCsv } from '../../../lib/spreadsheet/sheet.ts';
import type { RunDetail } from '../run-view.tsx';
import { runSheets, type SheetWords } from './sheets.ts';

export type ExportForm = 'xlsx' | 'csv-comma' | 'csv-point' | 'json';

/** Calls at the same time: enough to keep the core busy, few enough not to hold up others. */
const together = 8;

export async function exportRun(run: RunDetail, form: ExportForm): Promise<void> {
  const histories = await readHistories(run.runId, Object.keys(run.metrics));
  const name = fileName(`${run.name}-${run.runId.slice(0, 8)}`);
  const sheets = runSheets(run, histories, words());
  if (form === 'json') {
    const { runId, experimentId, status, startTime, endTime, params, metrics, tags } = run;
    const all = { runId, name: run.name, experimentId, status, startTime, endTime, params, metrics, tags, histories };
    save(`${name}.json`, new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
  } else if (form === 'xlsx') {
    const { toXlsx } = await import('../../../lib/spreadsheet/xlsx.ts');
    save(`${name}.xlsx`, await toXlsx(Object.values(sheets), i18next.language === 'en' ? 'en' : 'pt'));
  } else {
    save(`${name}.csv`, new Blob([toCsv(sheets.history, form === 'csv-comma' ? 'comma' : 'point')], { type: 'text/csv' }));
  }
}

async function readHistories(runId: string, keys: readonly string[]) {
  const found: { key: string; points: Awaited<ReturnType<typeof api.tracking.history>> }[] = [];
  for (let at = 0; at < keys.length; at += together) {
    const part = keys.slice(at, at + together);
    found.push(...(await Promise.all(part.map(async (key) => ({ key, points: await api.tracking.history({ runId, key }) })))));
  }
  return found;
}

function words(): SheetWords {
  const t = i18next.getFixedT(null, 'run');
  const names = ['metrics', 'history', 'params', 'tags', 'key', 'value', 'step', 'instant'] as const;
  return Object.fromEntries(names.map((name) => [name, t(`export.word.${name}`)])) as SheetWords;
}
