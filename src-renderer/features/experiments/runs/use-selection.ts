/** Which runs are selected: by themselves, from one to another, or as many as one search gives. */

import { api } from '../../../app/client.ts';
import { queryClient } from '../../../app/queries.ts';
import type { Found, Request } from './rows.ts';
import { pageQuery, pageSize } from './use-runs.ts';

/** What is deleted or compared at once is named run by run; more than this would be no choice any more. */
export const mostSelected = 1000;

interface Options {
  found: Found;
  request: Request;
  grouped: boolean;
  selected: ReadonlySet<string>;
  onSelected(selected: ReadonlySet<string>): void;
}

export function useSelection({ found, request, grouped, selected, onSelected }: Options) {
  const idsBetween = async (from: number, to: number) => {
    const [first, last] = [Math.min(from, to), Math.min(Math.max(from, to), Math.min(from, to) + mostSelected - 1)];
    // What was scrolled past is not here any more and is asked for again.
    const missing = new Set<number>();
    for (let index = first; index <= last; index += 1)
      if (found.rowAt(index).kind === 'waiting' && !grouped) missing.add(Math.floor(found.rows.rootAt(index) / pageSize));
    const pages = new Map(
      await Promise.all([...missing].map(async (page) => [page, await queryClient.fetchQuery(pageQuery(request, page))] as const)),
    );
    return Array.from({ length: last - first + 1 }, (_, place) => first + place).flatMap((index) => {
      const row = found.rowAt(index);
      if (row.kind === 'run') return row.id;
      const root = found.rows.rootAt(index);
      return row.kind === 'waiting' ? (pages.get(Math.floor(root / pageSize))?.runs[root % pageSize]?.runId ?? []) : [];
    });
  };
  return {
    async select(from: number, to: number, how: 'toggle' | 'range') {
      const ids = await idsBetween(from, to);
      const next = new Set(selected);
      for (const id of ids) {
        if (how === 'toggle' && next.has(id)) next.delete(id);
        else next.add(id);
      }
      onSelected(next);
    },
    /** All that the filter finds, as far as one search goes; or none. */
    async turnAll() {
      if (selected.size > 0) return onSelected(new Set());
      const { runs } = await api.tracking.search({ ...request, limit: mostSelected, offset: 0 });
      onSelected(new Set(runs.map(({ runId }) => runId)));
    },
  };
}
