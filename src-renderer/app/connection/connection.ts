/** One link to the core that survives the core: calls wait for it to be open, and it opens again by itself, waiting longer each time. */
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';

export interface Opened {
  link: ClientLink<ClientContext>;
  closed: Promise<void>;
}

export type ConnectionState = { phase: 'connecting' | 'open' | 'lost'; attempts: number; epoch: number };

export interface Connection extends ClientLink<ClientContext> {
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
}

interface Options {
  open: () => Promise<Opened>;
  wait?: (ms: number) => Promise<void>;
  /** How long a call waits for a link before it fails. */
  patienceMs?: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class Disconnected extends Error {
  constructor() {
    super('no connection to the core');
    this.name = 'Disconnected';
  }
}

export function createConnection({ open, wait = pause, patienceMs = 8000 }: Options): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = { phase: 'connecting', attempts: 0, epoch: 0 };
  let current: ClientLink<ClientContext> | null = null;
  let started = false;

  const set = (next: Partial<ConnectionState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  async function keepOpen(): Promise<never> {
    for (;;) {
      try {
        const opened = await open();
        current = opened.link;
        set({ phase: 'open', attempts: 0, epoch: state.epoch + 1 });
        await opened.closed;
        current = null;
        set({ phase: 'lost', attempts: 0 });
      } catch {
        set({ attempts: state.attempts + 1 });
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
    async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>) {
      const link = await linked();
      return link.call(path, input, options);
    },
  };
}
