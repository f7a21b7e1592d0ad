/** Which metrics and params a table of nested runs shows: the most common metrics, the params that differ. Pure. */
import type { TrackedRun } from '#contract';

const most = { metrics: 5, params: 4 };

export function nestedKeys(runs: readonly Pick<TrackedRun, 'params' | 'metrics'>[]): { metrics: string[]; params: string[] } {
  const differs = (key: string) => new Set(runs.map((run) => run.params[key])).size > 1;
  return {
    metrics: byCount(runs.map(({ metrics }) => metrics)).slice(0, most.metrics),
    params: byCount(runs.map(({ params }) => params))
      .filter(differs)
      .slice(0, most.params),
  };
}

function byCount(records: readonly Record<string, unknown>[]): string[] {
  const counts = new Map<string, number>();
  for (const record of records) for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
}
