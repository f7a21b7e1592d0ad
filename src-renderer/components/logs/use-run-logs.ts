/** The lines of a run, as they come; after a lost connection they go on where they stopped. */
import { useRef, useState } from 'react';
import type { LogLine } from '#contract';
import { api } from '../../app/client.ts';
import { useStream } from '../../app/use-watch.ts';

/** A window keeps no more than this; the whole log is on disk. */
const kept = 50_000;

export function useRunLogs(runId: string | null): LogLine[] {
  const [lines, setLines] = useState<{ runId: string | null; all: LogLine[] }>({ runId, all: [] });
  const last = useRef({ runId, seq: 0 });
  if (last.current.runId !== runId) last.current = { runId, seq: 0 };
  useStream(
    runId === null ? null : `logs.${runId}`,
    (signal) => api.pipelines.followLogs({ runId: runId ?? '', after: last.current.seq }, { signal }),
    {
      next(batch) {
        const fresh = batch.filter((line) => line.seq > last.current.seq);
        last.current.seq = fresh.at(-1)?.seq ?? last.current.seq;
        setLines((before) => ({ runId, all: [...(before.runId === runId ? before.all : []), ...fresh].slice(-kept) }));
      },
    },
  );
  return lines.runId === runId ? lines.all : [];
}
