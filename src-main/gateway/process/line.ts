/** `createLine`: requests that wait for room, first come first served, none longer than it may and no more than there is place for. */

export interface Line {
  readonly length: number;
  /** True when it is the caller's turn to look again; false when there is no place, or the wait was too long. */
  wait(key: number, limits: { queue: number; queueMs: number }): Promise<boolean>;
  /** Room for one request of this revision. */
  next(key: number): void;
  /** Whoever waits looks again: the routes or the replicas are others now. */
  all(): void;
}

interface Waiting {
  key: number;
  go(turn: boolean): void;
}

export function createLine(): Line {
  const waiting = new Set<Waiting>();
  return {
    get length() {
      return waiting.size;
    },
    wait(key, { queue, queueMs }) {
      if (waiting.size >= queue || queueMs <= 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        const timer = setTimeout(() => go(false), queueMs);
        const go = (turn: boolean) => {
          clearTimeout(timer);
          waiting.delete(one);
          resolve(turn);
        };
        const one = { key, go };
        waiting.add(one);
      });
    },
    next(key) {
      for (const one of waiting) {
        if (one.key !== key) continue;
        one.go(true);
        return;
      }
    },
    all() {
      for (const one of [...waiting]) one.go(true);
    },
  };
}
