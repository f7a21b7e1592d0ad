/** Runs beside each other: their params, metrics and what else they are, and where they differ. Pure. */

import { metricValue } from '../../../lib/metric-value.ts';
import type { FoundRun } from '../found.ts';

export interface ComparedRow {
  kind: 'metric' | 'param' | 'tag';
  key: string;
  values: (string | number | null)[];
  differs: boolean;
}

export function comparedRows(runs: readonly FoundRun[]): ComparedRow[] {
  const rows = (
    kind: ComparedRow['kind'],
    records: readonly Record<string, unknown>[],
    value: (run: FoundRun, key: string) => string | number | null,
  ) =>
    [...new Set(records.flatMap((record) => Object.keys(record)))].sort().map((key): ComparedRow => {
      const values = runs.map((run) => value(run, key));
      return { kind, key, values, differs: new Set(values.map((each) => (Number.isNaN(each) ? 'NaN' : each))).size > 1 };
    });
  return [
    ...rows(
      'param',
      runs.map(({ params }) => params),
      (run, key) => run.params[key] ?? null,
    ),
    ...rows(
      'metric',
      runs.map(({ metrics }) => metrics),
      (run, key) => metricValue(run.metrics[key]),
    ),
    ...rows(
      'tag',
      runs.map(({ tags }) => Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('mlflow.')))),
      (run, key) => run.tags[key] ?? null,
    ),
  ];
}

/** How far from the run that others are measured by. */
export function distance(value: string | number | null, base: string | number | null): number | null {
  return typeof value === 'number' && typeof base === 'number' && Number.isFinite(value - base) ? value - base : null;
}
