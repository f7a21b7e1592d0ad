/** Load tests as tables: what was asked for and what came of it, and each test second by second. */
import type { Language } from '../contract/base.ts';
import type { LoadTest } from '../contract/load.ts';
import { type TakenWords, takenWords } from '../contract/messages/sheets.ts';
import type { Sheet, SheetCell } from '../contract/spreadsheet/sheet.ts';
import type { SheetParts } from './index.ts';

const mostTests = 200;
const quantiles = ['p50', 'p75', 'p90', 'p95', 'p99', 'p999'] as const;

export function loadSheets(loads: SheetParts['loads'], language: Language, ids: readonly string[]): Sheet[] {
  const words = takenWords[language];
  const tests = loads.list(null, mostTests).filter(({ endpoint }) => ids.length === 0 || ids.includes(endpoint));
  return [testsOf(tests, words), secondsOf(tests, words)];
}

function testsOf(tests: readonly LoadTest[], { column: c, loads: name }: TakenWords): Sheet {
  const whole = (title: string) => ({ title, format: 'integer' }) as const;
  const ms = (title: string) => ({ title, format: 'ms', shade: 'good-low' }) as const;
  return {
    name,
    frozen: 1,
    columns: [
      c.test,
      { title: c.startedAt, format: 'date' },
      ...[c.status, c.endpoint, c.served, c.revision, c.profile, c.rate, c.seconds, c.arrivals],
      ...[c.sent, c.ok, c.failed].map(whole),
      c.errors,
      { title: c.throughput, format: 'ms', shade: 'bar' },
      ...quantiles.map((each) => ms(`${each === 'p999' ? 'p99.9' : each} (ms)`)),
      ...[c.max, c.servicePercentile].map(ms),
    ],
    rows: tests.map(({ loadId, startedAt, status, endpoint, target, revision, plan, result }): SheetCell[] => [
      ...[loadId, startedAt, status, endpoint, target, revision, plan.profile.kind, plan.profile.rate, plan.profile.seconds, plan.arrivals],
      ...[result.sent, result.ok, result.failed, errorsOf(result.errors), result.throughput],
      ...quantiles.map((each) => result.latency?.[each].ms ?? null),
      ...[result.latency?.max ?? null, result.service?.p99.ms ?? null],
    ]),
  };
}

const errorsOf = (errors: Record<string, number>) =>
  Object.entries(errors)
    .map(([kind, count]) => `${kind}: ${count}`)
    .join(', ') || null;

function secondsOf(tests: readonly LoadTest[], { column: c, seconds: name }: TakenWords): Sheet {
  const ms = (title: string) => ({ title, format: 'ms' }) as const;
  return {
    name,
    frozen: 2,
    columns: [c.test, c.second, c.due, c.ok, c.failed, ms('p50 (ms)'), ms('p99 (ms)'), ms(c.max), c.underWay],
    rows: tests.flatMap(({ loadId, result }) =>
      result.series.map(({ second, due, ok, failed, p50, p99, max, underWay }): SheetCell[] => [
        ...[loadId, second, due, ok, failed, p50, p99, max, underWay],
      ]),
    ),
  };
}
