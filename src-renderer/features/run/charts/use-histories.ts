/** The histories of some metrics of a run, asked for in few calls and thinned to what a chart can show; their lowest and highest points stay. */
import { useQueries } from '@tanstack/react-query';
import type { MetricPoint } from '#contract';
import { queries } from '../../../app/queries.ts';
import { inParts } from './sections.ts';

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

/** What one call may ask. */
const together = 20;
const shownPoints = 640;

export function useHistories(runId: string, keys: readonly string[]): Histories {
  return useQueries({
    queries: inParts(keys, together).map((part) => queries.tracking.histories({ runIds: [runId], keys: part, points: shownPoints })),
    combine: (results) => {
      const found = new Map(results.flatMap(({ data }) => data?.map(({ key, points }) => [key, points] as const) ?? []));
      return {
        histories: keys.map((key) => ({ key, points: found.get(key) ?? [] })),
        pending: results.some(({ isPending }) => isPending),
        error: results.find(({ error }) => error)?.error ?? null,
        retry: () => void Promise.all(results.map(({ refetch }) => refetch())),
      };
    },
  });
}
