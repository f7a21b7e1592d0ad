/** The rows of the table in groups: one per value of a param or tag with the mean of its runs, and the runs of those that are open. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../../../app/queries.ts';
import { both, quoted } from '../filter/clauses.ts';
import { writeField } from '../filter/field.ts';
import type { FoundGroup } from '../found.ts';
import { outline } from './outline.ts';
import type { Found, Request, Row } from './rows.ts';
import { fieldOf } from './view.ts';

const branchSize = 500;
/** As many as one question takes. */
const mostMetrics = 20;
const none: readonly FoundGroup[] = [];

const groupId = (value: string | null): string => `group ${JSON.stringify(value)}`;

/** What finds the runs of a group. */
export function groupFilter(by: string, value: string | null): string {
  const field = writeField(fieldOf(by));
  return value === null ? `${field} IS NULL` : `${field} = ${quoted(value)}`;
}

export function useGroups(
  request: Request,
  by: string | null,
  metrics: readonly string[],
  open: ReadonlySet<string>,
): Found & { groupOf(id: string): FoundGroup | undefined } {
  const { experimentIds, filter } = request;
  const asked = useQuery({
    ...queries.tracking.groups({
      experimentIds,
      ...(filter ? { filter } : {}),
      by: writeField(fieldOf(by ?? '')),
      metrics: metrics.slice(0, mostMetrics),
    }),
    enabled: by !== null,
    placeholderData: (before) => before,
  });
  const groups = asked.data ?? none;
  const opened = useMemo(() => groups.flatMap((group, root) => (open.has(groupId(group.value)) ? [{ group, root }] : [])), [groups, open]);
  const branches = useQueries({
    queries: opened.map(({ group }) => {
      const wanted = both(filter ?? '', groupFilter(by ?? '', group.value));
      return queries.tracking.search({ ...request, filter: wanted, rootsOnly: false, limit: branchSize, offset: 0 });
    }),
  });
  const rows = outline<Row>(
    groups.length,
    opened.map(({ group, root }, place) => {
      const parent = groupId(group.value);
      const found = branches[place]?.data;
      if (!found) return { root, rows: [{ kind: 'waiting', id: `waiting ${parent}`, depth: 1 }] };
      const runs = found.runs.map((run): Row => ({ kind: 'run', id: run.runId, run, depth: 1, parent }));
      const rest = found.total - found.runs.length;
      return { root, rows: rest > 0 ? [...runs, { kind: 'more', id: `more ${parent}`, depth: 1, parent, rest }] : runs };
    }),
  );
  return {
    total: asked.data ? groups.length : null,
    rows,
    rowAt(index) {
      const found = rows.at(index);
      if ('row' in found) return found.row;
      const group = groups[found.root];
      return group ? { kind: 'group', id: groupId(group.value), group } : { kind: 'waiting', id: `root ${found.root}`, depth: 0 };
    },
    error: asked.error,
    pending: by !== null && asked.isPending,
    stale: asked.isPlaceholderData,
    unordered: false,
    refetch: () => void asked.refetch(),
    groupOf: (id) => groups.find(({ value }) => groupId(value) === id),
  };
}
