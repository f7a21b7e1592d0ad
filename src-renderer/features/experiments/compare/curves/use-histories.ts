/** The histories of a metric for as many runs as are compared, thinned by the core; finer where one zoomed in. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../../../../app/queries.ts';
import { mostPerQuestion } from '../limits.ts';
import type { History } from './lines-of.ts';

const keptMs = 60_000;

interface Steps {
  from: number;
  to: number;
}

export function useHistories(runIds: readonly string[], key: string, points: number, steps: Steps | null) {
  const parts = useMemo(
    () =>
      Array.from({ length: Math.ceil(runIds.length / mostPerQuestion) }, (_, part) =>
        runIds.slice(part * mostPerQuestion, (part + 1) * mostPerQuestion),
      ),
    [runIds],
  );
  const results = useQueries({
    queries: parts.map((part) => ({
      ...queries.tracking.histories({ runIds: [...part], keys: [key], points, ...(steps ?? {}) }),
      gcTime: keptMs,
      // While finer points are on their way the coarse ones stay.
      placeholderData: (before: (History & { key: string })[] | undefined) => before,
    })),
  });
  const failed = results.find(({ error }) => error);
  const loaded = results.map(({ data }) => data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each part says when it is another.
  const histories = useMemo(() => (loaded.some((part) => part === undefined) ? null : loaded.flatMap((part) => part ?? [])), loaded);
  return { histories, error: failed?.error ?? null, retry: () => void failed?.refetch() };
}
