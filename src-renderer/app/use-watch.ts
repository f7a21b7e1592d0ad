/** Follows a `watch…` procedure: the latest value, started again when the connection comes back. */
import { useEffect, useRef, useState } from 'react';
import { useConnection } from './use-connection.ts';

type Start<T> = (signal: AbortSignal) => Promise<AsyncIterable<T>>;

export interface Watched<T> {
  value: T | undefined;
  error: unknown;
  /** The core has said everything. */
  done: boolean;
}

/** `key` names what is watched; null watches nothing. */
export function useWatch<T>(key: string | null, start: Start<T>): Watched<T> {
  const [state, setState] = useState<Watched<T> & { key: string | null }>({ key, value: undefined, error: null, done: false });
  const done = state.key === key && state.done;
  useStream<T>(done ? null : key, start, {
    next: (value) => setState({ key, value, error: null, done: false }),
    end: () => setState((last) => ({ ...last, key, done: true })),
    fail: (error) => setState((last) => ({ ...last, key, error })),
  });
  return state.key === key ? state : { value: undefined, error: null, done: false };
}

interface Handlers<T> {
  next(value: T): void;
  end?(): void;
  fail?(error: unknown): void;
}

export function useStream<T>(key: string | null, start: Start<T>, handlers: Handlers<T>): void {
  const { epoch } = useConnection();
  const latest = useRef({ start, handlers });
  latest.current = { start, handlers };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another connection (`epoch`) needs another stream.
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const still = (act: () => void) => {
      if (!abort.signal.aborted) act();
    };
    (async () => {
      for await (const value of await latest.current.start(abort.signal)) still(() => latest.current.handlers.next(value));
      still(() => latest.current.handlers.end?.());
    })().catch((error) => still(() => latest.current.handlers.fail?.(error)));
    return () => abort.abort();
  }, [key, epoch]);
}
