/** What the histories of the runs in view came to, asked for when a column shows it and after the rows themselves: they never wait for it. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import type { Summaries } from './cell-text.ts';
import type { Found } from './rows.ts';
import { summariesIn, summaryOf } from './summary.ts';

/** Rows of one question: a long history takes a while to read, and the first rows need not wait for the last. */
const together = 25;
const keptMs = 20_000;

export function useSummaries(found: Found, range: { first: number; last: number }, ids: readonly string[]): (runId: string) => Summaries | undefined {
  const wanted = useMemo(() => summariesIn(ids), [ids]);
  const first = Math.floor(range.first / together);
  const blocks = wanted.length === 0 ? 0 : Math.ceil((Math.min(range.last + 1, found.rows.count) - first * together) / together);
  const asked = Array.from({ length: Math.max(0, blocks) }, (_, block) =>
    Array.from({ length: together }, (_row, place) => (first + block) * together + place).flatMap((index) => {
      const row = index < found.rows.count ? found.rowAt(index) : null;
      return row?.kind === 'run' ? row.id : [];
    }),
  );
  const known = useRef(new Map<string, Summaries>()).current;
  const columns = wanted.join('\n');
  const of = useRef(columns);
  if (of.current !== columns) {
    of.current = columns;
    known.clear();
  }
  const answers = useQueries({
    queries: asked.map((runIds) => ({
      ...queries.tracking.summaries({ runIds, summaries: wanted.flatMap((id) => summaryOf(id) ?? []) }),
      enabled: runIds.length > 0,
      gcTime: keptMs,
      placeholderData: keepPreviousData,
    })),
  });
  for (const { data } of answers) for (const { runId, values } of data ?? []) keep(known, runId, wanted, values);
  return (runId) => known.get(runId);
}

/** A row is drawn again only for values that are others. */
function keep(known: Map<string, Summaries>, runId: string, ids: readonly string[], values: Summaries[string][]) {
  const before = known.get(runId);
  if (before && ids.every((id, place) => before[id] === values[place])) return;
  known.set(runId, zipped(ids, values));
}

function zipped(ids: readonly string[], values: readonly Summaries[string][]): Summaries {
  return Object.fromEntries(ids.map((id, place) => [id, values[place] ?? null]));
}

/** For a file: of all these runs at once. */
export async function readSummaries(runIds: string[], columns: readonly string[], signal: AbortSignal): Promise<Map<string, Summaries>> {
  const ids = summariesIn(columns);
  if (ids.length === 0 || runIds.length === 0) return new Map();
  const found = await api.tracking.summaries({ runIds, summaries: ids.flatMap((id) => summaryOf(id) ?? []) }, { signal });
  return new Map(found.map(({ runId, values }) => [runId, zipped(ids, values)]));
}
