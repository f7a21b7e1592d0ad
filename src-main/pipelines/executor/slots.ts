/** `createSlots`: how many programs run at the same time, over all runs of a core. */
export interface Slots {
  /** Resolves with the function that gives the slot back; null when `signal` aborted first. */
  take(signal: AbortSignal): Promise<(() => void) | null>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const queue: (() => void)[] = [];

  function give(): void {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  }
  function once(): () => void {
    let given = false;
    return () => {
      if (!given) give();
      given = true;
    };
  }
  return {
    take(signal) {
      if (signal.aborted) return Promise.resolve(null);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(once());
      }
      return new Promise((resolve) => {
        const turn = () => {
          signal.removeEventListener('abort', onAbort);
          resolve(once());
        };
        const onAbort = () => {
          queue.splice(queue.indexOf(turn), 1);
          resolve(null);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(turn);
      });
    },
  };
}
