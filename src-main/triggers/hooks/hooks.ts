/** `createHooks`: the webhooks' server while there are webhooks, at the port it had last time. */
import { BancadaError } from '../../contract/errors.ts';
import type { Storage } from '../../storage/index.ts';
import type { HookDeps, HookServer } from './server.ts';

export interface Hooks {
  /** Opens or closes it; loaded with the first webhook only. */
  keep(wanted: boolean): Promise<void>;
  /** Of this core, or of another one on this home that has the port. */
  url(): string | null;
  close(): Promise<void>;
}

export function createHooks({ db, write }: Storage, deps: HookDeps): Hooks {
  const kept = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'hooks-port'").pluck();
  const keep = db.prepare<[string]>("INSERT INTO meta VALUES ('hooks-port', ?) ON CONFLICT DO UPDATE SET value = excluded.value");
  let server: HookServer | null = null;
  let turn: Promise<void> = Promise.resolve();
  let closed = false;

  async function open(): Promise<void> {
    const { openHookServer } = await import('./server.ts');
    const last = Number(kept.get() ?? 0);
    try {
      server = await openHookServer(last, deps);
    } catch (error) {
      if (!(error instanceof BancadaError) || (await isOurs(last))) return;
      server = await openHookServer(0, deps);
    }
    const { port } = server;
    if (port !== last) await write(() => keep.run(String(port)));
  }

  /** Another core of this home answers at our port; any other program does not bear our mark. */
  async function isOurs(port: number): Promise<boolean> {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/hooks/`, { method: 'POST', signal: AbortSignal.timeout(1000) });
      const { markHeader } = await import('./server.ts');
      return answer.headers.get(markHeader) === deps.mark;
    } catch {
      return false;
    }
  }

  return {
    keep(wanted) {
      turn = turn.then(async () => {
        if (wanted && !server && !closed) await open().catch(deps.failed);
        if (!wanted && server) {
          await server.close();
          server = null;
        }
      });
      return turn;
    },
    url() {
      const port = kept.get();
      return server?.url ?? (port === undefined ? null : `http://127.0.0.1:${port}/hooks`);
    },
    async close() {
      closed = true;
      await turn;
      await server?.close();
      server = null;
    },
  };
}
