/**
 * `createBreaker`: keeps requests from a replica that does not answer. Open after a refused connection or three broken exchanges in a row; then one request
 * tries it (half-open), and its success closes it. Each failed trial doubles the wait.
 */

export interface Breaker {
  readonly open: boolean;
  /** Whether a request may be sent now; says yes once while half-open, to the one that tries. */
  admits(): boolean;
  /** Of a request that was admitted. */
  succeeded(): void;
  failed(weight: 'refused' | 'broken'): void;
}

const brokenAllowed = 3;
const firstWaitMs = 200;
const longestWaitMs = 8000;

/** `onChance` is called when an open breaker would admit a trial. */
export function createBreaker(onChance: () => void, now: () => number = () => performance.now()): Breaker {
  let failures = 0;
  let openUntil: number | null = null;
  let waitMs = firstWaitMs;
  let trying = false;

  function open(): void {
    openUntil = now() + waitMs;
    setTimeout(onChance, waitMs + 1).unref();
    waitMs = Math.min(longestWaitMs, waitMs * 2);
    trying = false;
  }

  return {
    get open() {
      return openUntil !== null;
    },
    admits() {
      if (openUntil === null) return true;
      if (trying || now() < openUntil) return false;
      trying = true;
      return true;
    },
    succeeded() {
      failures = 0;
      openUntil = null;
      trying = false;
      waitMs = firstWaitMs;
    },
    failed(weight) {
      failures++;
      if (openUntil !== null) {
        // Those that were under way when it opened say nothing new.
        if (trying) open();
      } else if (weight === 'refused' || failures >= brokenAllowed) open();
    },
  };
}
