/**
 * One link to the core that survives the core: calls wait for it to be open, and it opens again by itself, waiting longer each time.
 * It ends where asking on is of no use: the core that is there does not know this window, or none came for minutes.
 */
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';

export interface Opened {
  link: ClientLink<ClientContext>;
  closed: Promise<void>;
}

export interface ConnectionState {
  phase: 'connecting' | 'open' | 'lost' | 'ended';
  /** Of a connection that ended. */
  why: 'refused' | 'gone' | null;
  attempts: number;
  epoch: number;
}

export interface Connection extends ClientLink<ClientContext> {
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  /** Opens a connection that ended, if it can be opened now. */
  tryAgain(): void;
}

interface Options {
  open: () => Promise<Opened>;
  wait?: (ms: number) => Promise<void>;
  /** How long a call waits for a link before it fails. */
  patienceMs?: number;
  /** In a row; after them the core counts as gone. */
  mostAttempts?: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class Disconnected extends Error {
  constructor() {
    super('no connection to the core');
    this.name = 'Disconnected';
  }
}

/** Whoever answers there now was started after this window was opened, and does not know it. */
export class Refused extends Error {
  constructor() {
    super('the core does not know this window');
    this.name = 'Refused';
  }
}

/** Some three minutes. */
const enough = 40;

export function createConnection({ open, wait = pause, patienceMs = 8000, mostAttempts = enough }: Options): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = { phase: 'connecting', why: null, attempts: 0, epoch: 0 };
  let current: ClientLink<ClientContext> | null = null;
  let started = false;

  const set = (next: Partial<ConnectionState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  /** Until it ends. */
  async function keepOpen(): Promise<void> {
    for (;;) {
      try {
        const opened = await open();
        current = opened.link;
        set({ phase: 'open', why: null, attempts: 0, epoch: state.epoch + 1 });
        await opened.closed;
        current = null;
        set({ phase: 'lost', attempts: 0 });
      } catch (error) {
        const attempts = state.attempts + 1;
        if (error instanceof Refused || attempts >= mostAttempts) {
          set({ phase: 'ended', why: error instanceof Refused ? 'refused' : 'gone', attempts });
          return;
        }
        set({ attempts });
      }
      await wait(Math.min(250 * 2 ** state.attempts, 5000));
    }
  }

  function start() {
    if (started) return;
    started = true;
    void keepOpen();
  }

  function linked(): Promise<ClientLink<ClientContext>> {
    start();
    if (current) return Promise.resolve(current);
    if (state.phase === 'ended') return Promise.reject(new Disconnected());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(new Disconnected())), patienceMs);
      const settle = (how: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        how();
      };
      const look = () => {
        const link = current;
        if (link) settle(() => resolve(link));
        else if (state.phase === 'ended') settle(() => reject(new Disconnected()));
      };
      listeners.add(look);
    });
  }

  return {
    state: () => state,
    subscribe(listener) {
      start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tryAgain() {
      if (state.phase !== 'ended') return;
      set({ phase: 'lost', why: null, attempts: 0 });
      void keepOpen();
    },
    async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>) {
      const link = await linked();
      return link.call(path, input, options);
    },
  };
}
