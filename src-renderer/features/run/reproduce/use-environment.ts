/** The files that tell the environment of a run's model, found among its artifacts or in a model that it logged. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { queries } from '../../../app/queries.ts';
import type { Root } from '../artifacts/place.ts';
import type { RunDetail } from '../run-view.tsx';
import { environmentOf, foldersOf } from './environment.ts';

export interface EnvironmentFile extends Root {
  path: string;
}

/** More models are of one environment. */
const looked = 3;

export function useEnvironment({ runId, loggedModels }: Pick<RunDetail, 'runId' | 'loggedModels'>): { files: EnvironmentFile[]; pending: boolean } {
  const root = useQuery(queries.tracking.artifacts({ runId, path: '' }));
  const roots: (Root & { path: string })[] = [
    ...loggedModels.slice(0, looked).map(({ modelId }) => ({ runId, modelId, path: '' })),
    ...foldersOf(root.data ?? []).map((path) => ({ runId, path })),
  ];
  const listings = useQueries({ queries: roots.map((place) => queries.tracking.artifacts(place)) });
  const found = [{ runId, entries: root.data ?? [] }, ...roots.map(({ path, ...at }, index) => ({ ...at, entries: listings[index]?.data ?? [] }))];
  return {
    files: environmentOf(found),
    pending: root.isPending || listings.some(({ isPending }) => isPending),
  };
}
