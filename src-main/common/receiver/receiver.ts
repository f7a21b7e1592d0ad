/** `createReceiver`: a server for programs outside while there is something for them to call, at the port it had last time. */
import { BancadaError } from '../../contract/errors.ts';
import type { Storage } from '../../storage/index.ts';
import type { ReceiverDeps, ReceiverServer } from './server.ts';

export interface Receiver {
  /** Opens or closes it; loaded when it is first wanted. */
  keep(wanted: boolean): Promise<void>;
  /** Of this core, or of another one on this home that has the port. */
  url(): string | null;
  close(): Promise<void>;
}

export function createReceiver({ db, write }: Storage, deps: ReceiverDeps): Receiver {
  const key = `${deps.prefix}-port`;
  const kept = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const keep = db.prepare<[string, string]>('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  let server: ReceiverServer | null = null;
  let turn: Promise<void> = Promise.resolve();
  let closed = false;

  async function open(): Promise<void> {
    const { openReceiver } = await import('./server.ts');
    const last = Number(kept.get(key) ?? 0);
    try {
      server = await openReceiver(last, deps);
    } catch (error) {
      if (!(error instanceof BancadaError) || (await isOurs(last))) return;
      server = await openReceiver(0, deps);
    }
    const { port } = server;
    if (port !== last) await write(() => keep.run(key, String(port)));
  }

  /** Another core of this home answers at our port; any other program does not bear our mark. */
  async function isOurs(port: number): Promise<boolean> {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/${deps.prefix}/`, { method: 'POST', signal: AbortSignal.timeout(1000) });
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
      const port = kept.get(key);
      return server?.url ?? (port === undefined ? null : `http://127.0.0.1:${port}/${deps.prefix}`);
    },
    async close() {
      closed = true;
      await turn;
      await server?.close();
      server = null;
    },
  };
}
