/** Runs that are under way, with the share of steps that ended and how long such a run has taken before. */
import { useQuery } from '@tanstack/react-query';
import type { RunSummary } from '#contract';
import { queries } from '../queries.ts';

export interface RunningTask {
  run: RunSummary;
  fraction: number;
  expectedMs: number | null;
}

export const recentRuns = () => queries.pipelines.list({ limit: 50 });

export function useRunning(): RunningTask[] {
  const { data = [] } = useQuery(recentRuns());
  return data.filter(isActive).map((run) => ({ run, fraction: fractionDone(run.counts), expectedMs: expected(run, data) }));
}

export function isActive(run: Pick<RunSummary, 'status'>): boolean {
  return run.status === 'running' || run.status === 'pending';
}

export function fractionDone(counts: Record<string, number>): number {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const open = (counts.pending ?? 0) + (counts.waiting ?? 0) + (counts.running ?? 0);
  return total === 0 ? 0 : (total - open) / total;
}

/** The median of what succeeded before; runs that came from the cache would promise too much. */
export function expected(run: Pick<RunSummary, 'pipeline' | 'engine'>, history: RunSummary[]): number | null {
  const durations = history
    .filter((past) => past.status === 'succeeded' && past.pipeline === run.pipeline && past.engine === run.engine && !(past.counts.cached ?? 0))
    .map((past) => past.durationMs)
    .sort((a, b) => a - b);
  return durations[Math.floor(durations.length / 2)] ?? null;
}
