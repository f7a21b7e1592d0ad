/** `openConnections`: one connection for each Redis that stores ask, made when it is first needed and again when it was lost. A Redis that does not answer is told of by name. */
import { BancadaError } from '../../contract/errors.ts';

/** Commands as Redis has them; answers as it gives them. */
export type Ask = (command: readonly string[]) => Promise<unknown>;

interface Open {
  ask: Ask;
  end(): void;
}

/** It stands on this computer or near it. */
const patienceMs = 2000;

export function openConnections() {
  const open = new Map<string, Promise<Open>>();

  async function connect(url: string): Promise<Open> {
    const { createClient } = await import('@redis/client');
    const client = createClient({ url, RESP: 2, disableOfflineQueue: true, socket: { connectTimeout: patienceMs, reconnectStrategy: false } });
    // Told of to whoever asks.
    client.on('error', () => {});
    client.on('end', () => open.delete(url));
    await within(client.connect(), () => client.destroy());
    return { ask: (command) => within(client.sendCommand([...command]), () => client.destroy()), end: () => client.isOpen && client.destroy() };
  }

  return {
    /** FEATURES_ONLINE_UNREACHABLE. */
    async ask(url: string, command: readonly string[]): Promise<unknown> {
      try {
        let connection = open.get(url);
        if (!connection) {
          connection = connect(url);
          open.set(url, connection);
        }
        return await (await connection).ask(command);
      } catch (error) {
        open.delete(url);
        throw new BancadaError('FEATURES_ONLINE_UNREACHABLE', { address: addressOf(url), detail: reasonOf(error) }, { cause: error });
      }
    },
    async close(): Promise<void> {
      const all = [...open.values()];
      open.clear();
      for (const connection of await Promise.allSettled(all)) if (connection.status === 'fulfilled') connection.value.end();
    },
  };
}

export type Connections = ReturnType<typeof openConnections>;

/** Without who asks and the password. */
export function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

async function within<T>(work: Promise<T>, giveUp: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      giveUp();
      reject(new Error(`no answer in ${patienceMs} ms`));
    }, patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of several addresses that a name has, each says why it did not answer. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
