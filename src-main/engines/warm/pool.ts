/** `createPool`: warm containers that wait, by key. One that waits too long is ended, and the one that waited longest when there are too many. */
import type { WarmContainer } from './container.ts';
import type { WarmKey } from './key.ts';

export interface Pool {
  /** One that waits, no longer in the pool, or null. */
  take(key: WarmKey): WarmContainer | null;
  put(container: WarmContainer): void;
  /** Takes all out. */
  empty(): WarmContainer[];
}

export interface PoolLimits {
  idleMs: number;
  most: number;
}

/** A person who looks at a result and changes a line is back within this. */
export const poolLimits: PoolLimits = { idleMs: 180_000, most: 3 };

export function createPool(end: (container: WarmContainer) => void, { idleMs, most }: PoolLimits = poolLimits): Pool {
  /** Longest waiting first. */
  const waiting = new Map<WarmContainer, NodeJS.Timeout>();

  function out(container: WarmContainer): void {
    clearTimeout(waiting.get(container));
    waiting.delete(container);
  }

  function dismiss(container: WarmContainer): void {
    if (!waiting.has(container)) return;
    out(container);
    end(container);
  }

  return {
    take(key) {
      const found = [...waiting.keys()].findLast((container) => container.key.text === key.text && !container.isGone);
      if (!found) return null;
      out(found);
      return found;
    },
    put(container) {
      waiting.set(container, setTimeout(() => dismiss(container), idleMs).unref());
      void container.gone.then(() => dismiss(container));
      const [oldest] = waiting.keys();
      if (waiting.size > most && oldest) dismiss(oldest);
    },
    empty() {
      const all = [...waiting.keys()];
      for (const container of all) out(container);
      return all;
    },
  };
}
