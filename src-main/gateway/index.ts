/**
 * The gateway: one process per lab that holds the stable addresses of endpoints and passes requests on to their revisions, so that the core's work delays
 * none of them. It is told everything there is to route, each time; it outlives the core. A partner takes over when it dies, and one is started again when both have.
 */
import { randomBytes } from 'node:crypto';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import type { Link } from './link.ts';
import type { GatewayRoute, GatewayWindow } from './protocol.ts';
import { createGatewayStore, type GatewayRow } from './store.ts';

export { bucketOf, type GatewayRoute, type GatewayWindow, msOf, type RevisionWindow, type ShadowWindow, whole } from './protocol.ts';

export interface Gateway {
  /** Makes the gateway follow the routes as they are now, starting it where it is needed. Answers with the endpoints whose port it could not have. */
  apply(): Promise<Record<string, string>>;
  /** Once these replicas, which no route names any more, have answered what they had. */
  drained(replicas: readonly string[], timeoutMs: number): Promise<void>;
  /** Windows of half a second of every endpoint, until the returned function is called. */
  onWindows(listener: (windows: GatewayWindow[]) => void): () => void;
  close(): void;
}

const othersPauseMs = 40;
const attempts = 3;

export function createGateway(core: Core, { program, routes }: { program: string; routes(): GatewayRoute[] }): Gateway {
  const store = createGatewayStore(core.storage);
  const listeners = new Set<(windows: GatewayWindow[]) => void>();
  let connecting: Promise<Link> | null = null;
  let closed = false;
  let applying: Promise<Record<string, string>> | null = null;
  let again: Promise<Record<string, string>> | null = null;

  async function linked(): Promise<Link> {
    const known = connecting && (await connecting.catch(() => null));
    if (known?.open) return known;
    connecting = connect();
    return connecting;
  }

  /** The one that runs, if one does: none is started. */
  async function running(): Promise<Link | null> {
    const known = connecting && (await connecting.catch(() => null));
    if (known?.open) return known;
    const row = store.row();
    const link = await reach(row);
    if (link) connecting = Promise.resolve(link);
    else if (row.owner !== null && !isAlive(row.owner)) await store.forget(row.owner);
    return link;
  }

  /** Null when nobody answers. Whether it is the process that the row names or its partner that took over does not matter. */
  async function reach({ owner, port, token }: GatewayRow): Promise<Link | null> {
    if (owner === null || port === null || token === null) return null;
    const { connectGateway } = await import('./link.ts');
    const onWindows = (windows: GatewayWindow[]) => {
      for (const listener of listeners) listener(windows);
    };
    const link = await connectGateway(port, token, { onWindows, onLost: lost }).catch(() => null);
    if (link && link.owner !== owner) await store.adopt(link.owner, port);
    if (link && listeners.size > 0) await link.order({ op: 'subscribe', on: true });
    return link;
  }

  async function connect(): Promise<Link> {
    for (;;) {
      const row = store.row();
      const link = await reach(row);
      if (link) return link;
      const starter = newOwner();
      try {
        // One that lives but does not answer is about to end, or is told by nobody: another takes over, and finds the ports taken if it must.
        const mine = await store.claim(starter, (now) => (now.starter !== null && isAlive(now.starter)) || now.owner !== row.owner);
        if (!mine) {
          await new Promise((resolve) => setTimeout(resolve, othersPauseMs));
          continue;
        }
        const { spawnGateway } = await import('./spawn.ts');
        const secret = randomBytes(24).toString('base64url');
        const started = await spawnGateway(core, program, secret);
        await store.save(started.owner, started.port, secret);
        core.log.info('gateway started', { port: started.port });
      } finally {
        await store.release(starter);
        leave(starter);
      }
    }
  }

  /** It has died, or ended because there was nothing to route. */
  function lost(): void {
    connecting = null;
    if (closed || routes().length === 0) return;
    core.log.warn('gateway lost');
    void apply().catch((error: unknown) => core.log.error('gateway not started again', { error }));
  }

  async function send(): Promise<Record<string, string>> {
    for (let attempt = 1; ; attempt++) {
      const link = routes().length === 0 ? await running() : await linked();
      if (!link) return {};
      const { version, what } = await store.numbered(routes);
      try {
        const { failed = {} } = await link.order({ op: 'apply', version, routes: what });
        return failed;
      } catch (error) {
        if (attempt >= attempts) throw error;
        connecting = null;
      }
    }
  }

  /** Those who come while one is on its way share the next. */
  function apply(): Promise<Record<string, string>> {
    if (!applying) {
      applying = send().finally(() => {
        applying = null;
      });
      return applying;
    }
    again ??= applying
      .catch(() => {})
      .then(() => {
        again = null;
        return apply();
      });
    return again;
  }

  async function subscribe(on: boolean): Promise<void> {
    if (on ? routes().length === 0 : connecting === null) return;
    const link = await linked();
    await link.order({ op: 'subscribe', on });
  }

  return {
    apply,
    async drained(replicas, timeoutMs) {
      const link = replicas.length === 0 ? null : await running();
      // A gateway that is gone has nothing under way.
      await link?.order({ op: 'drain', replicas: [...replicas], timeoutMs }).catch(() => {});
    },
    onWindows(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void subscribe(true).catch((error: unknown) => core.log.warn('gateway not followed', { error }));
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        void subscribe(false).catch(() => {});
      };
    },
    close() {
      closed = true;
      void connecting?.then(
        (link) => link.close(),
        () => {},
      );
    },
  };
}
