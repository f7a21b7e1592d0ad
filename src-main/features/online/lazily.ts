/** `openOnlineRedis`: what the feature store asks of Redis, loaded when a store is there; a container that has gone is started again before anybody asks it. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { FeatureRows } from '../store.ts';
import type { Connections } from './connection.ts';
import type { Place, RedisValues } from './redis.ts';

const wakesWithinMs = 10_000;

export function openOnlineRedis(
  core: Pick<Core, 'homeId' | 'clock' | 'log'>,
  rows: FeatureRows,
  container?: (url: string | null) => Promise<string>,
) {
  let open: Promise<{ connections: Connections; values: RedisValues }> | null = null;

  async function load() {
    const [{ openConnections }, { createRedisValues }] = await Promise.all([import('./connection.ts'), import('./redis.ts')]);
    const connections = openConnections();
    return { connections, values: createRedisValues(core, rows, connections) };
  }
  const opened = () => {
    open ??= load();
    return open;
  };

  /** A container answers a moment after it was started. */
  async function awake(url: string): Promise<void> {
    const { values } = await opened();
    const patience = performance.now() + wakesWithinMs;
    for (;;) {
      try {
        await values.ping(url);
        return;
      } catch (error) {
        if (performance.now() > patience) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  return {
    placeOf(store: string): Place | null {
      const found = rows.redis(store);
      return found && { store, url: found.url };
    },
    redis: async () => (await opened()).values,
    /** An address that answers. */
    async reach(url: string | null): Promise<{ url: string; isContainer: boolean }> {
      if (url === null && !container) throw new BancadaError('ENGINE_UNAVAILABLE', { detail: '—' });
      const at = url ?? (await container!(null));
      await (url === null ? awake(at) : (await opened()).values.ping(at));
      return { url: at, isContainer: url === null };
    },
    /** Before it is filled: a container of the lab's that has gone comes back, empty. */
    async ready({ store, url }: Place): Promise<void> {
      if (!container || !rows.redis(store)?.isContainer) return;
      await container(url);
      await awake(url);
    },
    /** What a store has there; where nobody answers, it goes by itself with its TTL. */
    async forget(store: string): Promise<void> {
      const found = rows.redis(store);
      if (!found) return;
      const { values } = await opened();
      await values
        .forget({ store, url: found.url })
        .catch((error: unknown) => core.log.warn('values stay in Redis until their TTL', { store, error }));
    },
    async close(): Promise<void> {
      await (await open)?.connections.close();
    },
  };
}
