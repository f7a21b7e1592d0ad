/** The rows of the table: pages of roots where a person looks, and the branches that are open. Asked for by number, forgotten soon. */
import { useQueries } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { queries } from '../../../app/queries.ts';
import { both, quoted } from '../filter/clauses.ts';
import type { FoundRun } from '../found.ts';
import { type Opened, type Outline, outline, pagesFor } from './outline.ts';
import type { Found, Request, Row } from './rows.ts';

export const pageSize = 100;
/** More nested runs than this are found with a filter. */
const branchSize = 500;
/** Pages out of sight are let go: scrolling through everything must not fill the memory. */
const keptMs = 20_000;

interface Known {
  asked: string;
  total: number;
  unordered: boolean;
  /** Where the open roots stand, as far as they were seen. */
  positions: Map<string, number>;
  pages: ReadonlyMap<number, { runs: FoundRun[] } | undefined>;
  rows: Outline<Row>;
}

export const pageQuery = (request: Request, page: number) => ({
  ...queries.tracking.search({ ...request, limit: pageSize, offset: page * pageSize }),
  gcTime: keptMs,
});

/** `range` is what can be seen, in rows. */
export function useRuns(request: Request, range: { first: number; last: number }, open: ReadonlySet<string>, enabled: boolean): Found {
  const known = useRef<Known>({ asked: '', total: 0, unordered: false, positions: new Map(), pages: new Map(), rows: outline(0, []) }).current;
  const asked = JSON.stringify(request);
  // In another order the open roots stand elsewhere: they are found again as they come into view.
  if (known.asked !== asked) Object.assign(known, { asked, positions: new Map() });
  const pages = pagesFor(known.rows.rootAt(range.first), known.rows.rootAt(range.last), pageSize, Math.max(known.total, 1));
  const results = useQueries({ queries: pages.map((page) => ({ ...pageQuery(request, page), enabled })) });
  const answered = results.find(({ data }) => data)?.data;
  const error = results.find((result) => result.error)?.error ?? null;
  const stale = answered === undefined && known.pages.size > 0;
  if (answered)
    Object.assign(known, {
      total: answered.total,
      unordered: answered.unordered === true,
      pages: new Map(pages.map((page, place) => [page, results[place]?.data])),
    });
  for (const [page, data] of known.pages)
    for (const [place, run] of data?.runs.entries() ?? []) if (open.has(run.runId)) known.positions.set(run.runId, page * pageSize + place);

  const branches = useBranches(request, open, enabled);
  const opened = [...known.positions].flatMap(([id, root]): Opened<Row>[] =>
    open.has(id) ? [{ root, rows: branchRows(id, 1, branches, open, new Set([id])) }] : [],
  );
  const rows = outline(known.total, opened);
  known.rows = rows;
  return {
    total: answered || stale ? known.total : null,
    rows,
    rowAt(index) {
      const found = rows.at(index);
      if ('row' in found) return found.row;
      const run = known.pages.get(Math.floor(found.root / pageSize))?.runs[found.root % pageSize];
      return run ? { kind: 'run', id: run.runId, run, depth: 0, parent: null } : { kind: 'waiting', id: `root ${found.root}`, depth: 0 };
    },
    error,
    pending: answered === undefined && !stale && error === null,
    stale,
    unordered: known.unordered,
    refetch: () => {
      for (const result of results) void result.refetch();
    },
  };
}

type Branches = ReadonlyMap<string, { runs: FoundRun[]; total: number } | undefined>;

function useBranches(request: Request, open: ReadonlySet<string>, enabled: boolean): Branches {
  const ids = useMemo(() => [...open].filter((id) => !id.startsWith('group ')), [open]);
  const results = useQueries({
    queries: ids.map((id) => {
      const filter = both(request.filter ?? '', `tags.mlflow.parentRunId = ${quoted(id)}`);
      return { ...queries.tracking.search({ ...request, filter, rootsOnly: false, limit: branchSize, offset: 0 }), gcTime: keptMs, enabled };
    }),
  });
  return new Map(ids.map((id, place) => [id, results[place]?.data]));
}

/** A circle of parents ends where it began. */
function branchRows(id: string, depth: number, branches: Branches, open: ReadonlySet<string>, above: ReadonlySet<string>): Row[] {
  const branch = branches.get(id);
  if (!branch) return [{ kind: 'waiting', id: `branch ${id}`, depth }];
  const rows = branch.runs.flatMap((run): Row[] => {
    const row: Row = { kind: 'run', id: run.runId, run, depth, parent: id };
    if (!open.has(run.runId) || above.has(run.runId)) return [row];
    return [row, ...branchRows(run.runId, depth + 1, branches, open, new Set([...above, run.runId]))];
  });
  const rest = branch.total - branch.runs.length;
  return rest > 0 ? [...rows, { kind: 'more', id: `more ${id}`, depth, parent: id, rest }] : rows;
}
