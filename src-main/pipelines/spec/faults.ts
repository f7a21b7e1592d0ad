/** `collectFaults`: goes on where something is wrong, for a person to hear of everything at once. */
import { BancadaError } from '../../contract/errors.ts';
import { severalFaults } from '../../contract/faults.ts';

export interface Faults {
  add(fault: BancadaError): void;
  /** Undefined: it was wrong. */
  attempt<T>(body: () => T): T | undefined;
  readonly isEmpty: boolean;
  /** Throws what was found. */
  settle(): void;
}

export function collectFaults(): Faults {
  const found: BancadaError[] = [];
  return {
    add: (fault) => void found.push(fault),
    attempt(body) {
      try {
        return body();
      } catch (error) {
        if (!(error instanceof BancadaError)) throw error;
        found.push(error);
        return undefined;
      }
    },
    get isEmpty() {
      return found.length === 0;
    },
    settle() {
      if (found.length > 0) throw severalFaults(found);
    },
  };
}
