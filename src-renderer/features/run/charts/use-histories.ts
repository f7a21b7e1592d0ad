/** The histories of some metrics of a run, asked for in few calls. */
import { useQueries } from '@tanstack/react-query';
import type { MetricPoint } from '#contract';
import { queries } from '../../../app/queries.ts';

export interface History {
  key: string;
  points: readonly MetricPoint[];
}

interface Histories {
  histories: History[];
  pending: boolean;
  error: unknown;
  retry(): void;
}

export function useHistories(runId: string, keys: readonly string[]): Histories {
  return useQueries({
    queries: keys.map((key) => queries.tracking.history({ runId, key })),
    combine: (results) => ({
      histories: results.map(({ data }, index) => ({ key: keys[index] ?? '', points: data ?? [] })),
      pending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? null,
      retry: () => void Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
}
