/** `takeAway`: the tests as rows of a spreadsheet: what was asked for, and what came of it. */
import type { LoadTest } from '#contract';
import { load } from '../../../lib/load.ts';
import { fileName, save } from '../../../lib/save.ts';
import { type Sheet, type SheetCell, toCsv } from '../../../lib/spreadsheet/sheet.ts';
import { quantiles } from './quantiles.ts';

type Say = (key: 'sheet.tests' | 'sheet.seconds') => string;

export async function takeAway(tests: readonly LoadTest[], format: 'comma' | 'point' | 'xlsx', t: Say): Promise<void> {
  const name = fileName(`${t('sheet.tests')}-${tests[0]?.endpoint ?? ''}`);
  const sheet = testsSheet(tests, t('sheet.tests'));
  if (format === 'xlsx') {
    const { toXlsx } = await load(() => import('../../../lib/spreadsheet/xlsx.ts'));
    save(`${name}.xlsx`, toXlsx([sheet, secondsSheet(tests, t('sheet.seconds'))]));
  } else save(`${name}.csv`, new Blob([toCsv(sheet, format)], { type: 'text/csv' }));
}

export function testsSheet(tests: readonly LoadTest[], name: string): Sheet {
  const columns = [
    ...['load_id', 'started_at', 'status', 'endpoint', 'target', 'revision', 'profile', 'rate', 'seconds', 'arrivals'],
    ...['sent', 'ok', 'failed', 'errors', 'throughput', ...quantiles.map((each) => `${each}_ms`), 'max_ms', 'service_p99_ms', 'tracking_run_id'],
  ];
  const rows = tests.map(({ loadId, startedAt, status, endpoint, target, revision, plan, result, trackingRunId }): SheetCell[] => {
    const { latency, service } = result;
    const { kind, rate, seconds } = plan.profile;
    return [
      ...[loadId, new Date(startedAt).toISOString(), status, endpoint, target, revision, kind, rate, seconds, plan.arrivals],
      ...[result.sent, result.ok, result.failed, JSON.stringify(result.errors), result.throughput],
      ...quantiles.map((each) => latency?.[each].ms ?? null),
      ...[latency?.max ?? null, service?.p99.ms ?? null, trackingRunId],
    ];
  });
  return { name, columns, rows };
}

function secondsSheet(tests: readonly LoadTest[], name: string): Sheet {
  const columns = ['load_id', 'second', 'due', 'ok', 'failed', 'p50_ms', 'p99_ms', 'max_ms', 'under_way'];
  const rows = tests.flatMap(({ loadId, result }) =>
    result.series.map(({ second, due, ok, failed, p50, p99, max, underWay }): SheetCell[] => [
      loadId,
      second,
      due,
      ok,
      failed,
      p50,
      p99,
      max,
      underWay,
    ]),
  );
  return { name, columns, rows };
}
