/**
 * `createSlots`: how many programs run at the same time, over all runs of a core, and how much memory they may be given together.
 * Asking costs the same however many wait: the next one in order is looked at and no other, so a large step is not starved by small ones.
 */
import { BancadaError } from '../../contract/errors.ts';
import { formatSize } from '../spec/index.ts';

export interface SlotRequest {
  runId: string;
  step: string;
  bytes: number;
}

export interface Slots {
  /** Resolves with the function that gives the slot back; null when `signal` aborted first. STEP_OVER_BUDGET where it could never have it. */
  take(request: SlotRequest, signal: AbortSignal): Promise<(() => void) | null>;
  /** Bytes that the programs of this core have now. */
  readonly used: number;
  /** Whether all that has been given is within the budget, with what other cores have at this very moment: asked inside the write that begins a program. */
  stillFits(): boolean;
  waiting(): (SlotRequest & { waitsFor: 'memory' | 'processor' })[];
  /** Looks again: the budget, or what other cores use, may have changed. */
  look(): void;
}

export interface SlotLimits {
  count: number;
  budget(): number;
  /** Bytes that the programs of other cores on this home have; as they are known, or as they are now. */
  others(now?: boolean): number;
  /** After memory came free. */
  freed(): void;
}

interface Waiting {
  request: SlotRequest;
  grant: (() => void) | null;
}

/** Two cores gave the same memory at the same time; this one was second, and its program has not begun. */
export class MemoryTaken extends Error {}

/** While other cores have the memory that a step waits for, nobody tells us when they give it back. */
const lookMs = 1000;

export function createSlots({ count, budget, others, freed }: SlotLimits): Slots {
  let free = count;
  let used = 0;
  let queue: Waiting[] = [];
  let head = 0;
  let looksLater = false;

  const fits = (bytes: number) => used + bytes + others() <= budget();
  function next(): Waiting | undefined {
    while (head < queue.length && queue[head]!.grant === null) head += 1;
    if (head === queue.length) {
      queue = [];
      head = 0;
    }
    return queue[head];
  }
  function advance(): void {
    for (let first = next(); first && free > 0; first = next()) {
      if (!fits(first.request.bytes)) {
        if (others() > 0) lookLater();
        return;
      }
      head += 1;
      first.grant?.();
    }
  }
  function lookLater(): void {
    if (looksLater) return;
    looksLater = true;
    setTimeout(() => {
      looksLater = false;
      advance();
    }, lookMs).unref();
  }
  function hold(bytes: number): () => void {
    free -= 1;
    used += bytes;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      free += 1;
      used -= bytes;
      advance();
      freed();
    };
  }

  return {
    get used() {
      return used;
    },
    async take(request, signal) {
      if (signal.aborted) return null;
      const { bytes, step } = request;
      if (bytes > budget()) throw new BancadaError('STEP_OVER_BUDGET', { step, memory: formatSize(bytes), budget: formatSize(budget()) });
      if (free > 0 && next() === undefined && fits(bytes)) return hold(bytes);
      return new Promise((resolve) => {
        const waiting: Waiting = {
          request,
          grant() {
            signal.removeEventListener('abort', leave);
            waiting.grant = null;
            resolve(hold(bytes));
          },
        };
        const leave = () => {
          waiting.grant = null;
          resolve(null);
          advance();
        };
        signal.addEventListener('abort', leave, { once: true });
        queue.push(waiting);
        advance();
      });
    },
    stillFits: () => used + others(true) <= budget(),
    waiting: () =>
      queue
        .slice(head)
        .flatMap(({ request, grant }) => (grant ? [{ ...request, waitsFor: free > 0 ? ('memory' as const) : ('processor' as const) }] : [])),
    look: advance,
  };
}
