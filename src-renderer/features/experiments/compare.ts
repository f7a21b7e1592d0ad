/** Runs beside each other: the params in which they differ, the metrics of any of them. Pure. */
import type { TrackedRun } from '#contract';
import { metricValue } from '../../lib/metric-value.ts';

export interface ComparedParam {
  key: string;
  values: (string | null)[];
}

export interface ComparedMetric {
  key: string;
  values: (number | null)[];
  /** Length of each bar, of the longest. */
  shares: number[];
}

const keysOf = (records: readonly Record<string, unknown>[]) => [...new Set(records.flatMap((record) => Object.keys(record)))];

export function differingParams(runs: readonly TrackedRun[]): ComparedParam[] {
  return keysOf(runs.map(({ params }) => params))
    .map((key) => ({ key, values: runs.map(({ params }) => params[key] ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}

export function comparedMetrics(runs: readonly TrackedRun[]): ComparedMetric[] {
  return keysOf(runs.map(({ metrics }) => metrics)).map((key) => {
    const values = runs.map(({ metrics }) => metricValue(metrics[key]));
    const size = (value: number | null) => (value !== null && Number.isFinite(value) ? Math.abs(value) : 0);
    const longest = Math.max(...values.map(size)) || 1;
    return { key, values, shares: values.map((value) => size(value) / longest) };
  });
}
