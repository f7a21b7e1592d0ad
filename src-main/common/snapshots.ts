/** "Snapshot once, then again at every change": the stream behind each `watch` procedure. */
import type { Changes } from './changes.ts';

export interface SnapshotOptions<T> {
  changes: Changes;
  topics: readonly string[];
  /** Only changes of this id count; without it, all of the topics. */
  id?: string;
  read: () => T;
  /** The stream ends after a snapshot for which this holds. */
  ended?: (snapshot: T) => boolean;
  signal?: AbortSignal;
  /** At most one snapshot in this many milliseconds. */
  everyMs?: number;
}

export async function* snapshots<T>({
  changes,
  topics,
  id,
  read,
  ended = () => false,
  signal,
  everyMs = 100,
}: SnapshotOptions<T>): AsyncGenerator<T, void> {
  let dirty = false;
  let wake = () => {};
  const stop = changes.listen((change) => {
    if (!topics.includes(change.topic) || (id !== undefined && change.id !== undefined && change.id !== id)) return;
    dirty = true;
    wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      dirty = false;
      const snapshot = read();
      yield snapshot;
      if (ended(snapshot)) return;
      if (!dirty) await new Promise<void>((resolve) => (wake = resolve));
      if (!signal?.aborted) await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}
