/** `createHeartbeat`: asks the engine whether it lives, while somebody depends on it, and tells them within three seconds when it does not. */
import type { ContainerClient } from './client.ts';

export interface Heartbeat {
  /** `onLost` is called at most once; the answer ends the watch. */
  watch(onLost: () => void): () => void;
}

const everyMs = 500;
/** everyMs + answerMs is the longest that a frozen engine goes unnoticed. */
const answerMs = 2000;
const secondChanceMs = 200;

export function createHeartbeat(client: ContainerClient): Heartbeat {
  const watchers = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;

  function next(): void {
    timer = watchers.size > 0 ? setTimeout(beat, everyMs) : null;
  }

  async function beat(): Promise<void> {
    const asked = performance.now();
    if (!(await answers(answerMs))) {
      const refusedAtOnce = performance.now() - asked < answerMs / 2;
      if (refusedAtOnce) await new Promise((resolve) => setTimeout(resolve, secondChanceMs));
      if (!refusedAtOnce || !(await answers(answerMs))) {
        const lost = [...watchers];
        watchers.clear();
        for (const tell of lost) tell();
      }
    }
    next();
  }

  function answers(limitMs: number): Promise<boolean> {
    return client.ping(limitMs).then(
      () => true,
      () => false,
    );
  }

  return {
    watch(onLost) {
      watchers.add(onLost);
      if (timer === null) {
        timer = setTimeout(beat, everyMs);
      }
      return () => {
        watchers.delete(onLost);
        if (watchers.size === 0 && timer) {
          clearTimeout(timer);
          timer = null;
        }
      };
    },
  };
}
