/** Says to whoever watches that something changed, so that they ask again for what they show. */
import type { LabChange } from '../contract/system.ts';

export interface Changes {
  publish(change: LabChange): void;
  /** Calls `listener` at each change until the returned function is called. */
  listen(listener: (change: LabChange) => void): () => void;
  /** The changes as a stream; ends when `signal` aborts. */
  stream(signal?: AbortSignal): AsyncGenerator<LabChange, void>;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: LabChange) => void>();

  function listen(listener: (change: LabChange) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  async function* stream(signal?: AbortSignal): AsyncGenerator<LabChange, void> {
    const waiting: LabChange[] = [];
    let wake = () => {};
    const stop = listen((change) => {
      waiting.push(change);
      wake();
    });
    const onAbort = () => wake();
    signal?.addEventListener('abort', onAbort);
    try {
      while (!signal?.aborted) {
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stop();
      signal?.removeEventListener('abort', onAbort);
    }
  }

  function publish(change: LabChange): void {
    for (const listener of listeners) listener(change);
  }

  return { publish, listen, stream };
}
