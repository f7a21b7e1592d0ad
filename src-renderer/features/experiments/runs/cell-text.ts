/** What a cell of the table says, and what it is worth in a spreadsheet. Pure. */
import type { Locale } from '#contract';
import { formatDuration, formatInstant, formatNumber } from '../../../lib/format.ts';
import { metricValue } from '../../../lib/metric-value.ts';
import type { FoundRun } from '../found.ts';
import { summaryOf } from './summary.ts';
import { fieldOf } from './view.ts';

/** By column, what the histories of a run came to. */
export type Summaries = Readonly<Record<string, FoundRun['metrics'][string] | null>>;

export const missing = '—';

/** `status` is drawn, not said; of histories there is nothing to say until they were read. */
export function cellText(id: string, run: FoundRun, experimentName: (id: string) => string, locale: Locale, summaries?: Summaries): string {
  const { kind, key } = fieldOf(id);
  if (kind === 'metric') {
    if (summaryOf(id) && !summaries) return '';
    const value = measured(id, run, summaries);
    return value === null ? missing : formatNumber(value, locale);
  }
  if (kind === 'param') return run.params[key] ?? missing;
  if (kind === 'tag') return run.tags[key] ?? missing;
  if (key === 'start_time') return formatInstant(run.startTime, locale);
  if (key === 'end_time') return run.endTime === null ? missing : formatInstant(run.endTime, locale);
  if (key === 'duration') return run.endTime === null ? missing : formatDuration(run.endTime - run.startTime, locale);
  return String(cellValue(id, run, experimentName) ?? missing);
}

/** Times as ISO 8601, durations in seconds, params that are numbers as numbers. */
export function cellValue(id: string, run: FoundRun, experimentName: (id: string) => string, summaries?: Summaries): string | number | null {
  const { kind, key } = fieldOf(id);
  if (kind === 'metric') return measured(id, run, summaries);
  if (kind === 'param') return asNumber(run.params[key]);
  if (kind === 'tag') return run.tags[key] ?? null;
  const attributes: Record<string, string | number | null> = {
    run_name: run.name,
    run_id: run.runId,
    status: run.status,
    user_id: run.userId,
    experiment: experimentName(run.experimentId),
    start_time: new Date(run.startTime).toISOString(),
    end_time: run.endTime === null ? null : new Date(run.endTime).toISOString(),
    duration: run.endTime === null ? null : (run.endTime - run.startTime) / 1000,
  };
  return attributes[key] ?? null;
}

function measured(id: string, run: FoundRun, summaries?: Summaries): number | null {
  return metricValue(summaryOf(id) ? (summaries?.[id] ?? undefined) : run.metrics[fieldOf(id).key]);
}

function asNumber(text: string | undefined): string | number | null {
  if (text === undefined) return null;
  // Leading zeros and long digits say something as text.
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
