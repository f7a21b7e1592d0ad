/**
 * `createDoors`: things that programs outside may call, each under a token of its own: POST /PREFIX/NAME on 127.0.0.1. There is no server while none of them has a
 * door; the tokens are kept in a table of the domain's.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { LabChange } from '../../contract/system.ts';
import type { Core } from '../core.ts';
import { createReceiver } from './receiver.ts';
import type { ReceiverDeps } from './server.ts';

export interface Door {
  name: string;
  token: string;
  /** Null while nobody listens. */
  url: string | null;
  createdAt: number;
}

interface Options extends Pick<ReceiverDeps, 'prefix' | 'maxBytes' | 'call'> {
  /** Its first column is the name; then token and time. */
  table: { name: string; column: string };
  topic: LabChange['topic'];
}

export function createDoors(
  core: Pick<Core, 'storage' | 'homeId' | 'clock' | 'changes' | 'log'>,
  { table: { name: table, column }, topic, ...served }: Options,
) {
  const { db, write } = core.storage;
  type Row = Omit<Door, 'url'>;
  const columns = `${column} AS name, token, created_at AS createdAt`;
  const one = db.prepare<[string], Row>(`SELECT ${columns} FROM ${table} WHERE ${column} = ?`);
  const any = db.prepare<[], unknown>(`SELECT 1 FROM ${table} LIMIT 1`);
  const put = db.prepare<[string, string, number]>(
    `INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET token = excluded.token, created_at = excluded.created_at`,
  );
  const drop = db.prepare<[string]>(`DELETE FROM ${table} WHERE ${column} = ?`);

  const receiver = createReceiver(core.storage, {
    ...served,
    mark: createHash('sha256').update(core.homeId).digest('hex').slice(0, 16),
    tokenOf: (name) => one.get(name)?.token ?? null,
    failed: (error) => core.log.warn('a call from outside failed', { door: served.prefix, error }),
  });

  function view(name: string): Door | null {
    const door = one.get(name);
    const base = receiver.url();
    return door ? { ...door, url: base && `${base}/${encodeURIComponent(name)}` } : null;
  }
  const attend = () => receiver.keep(any.get() !== undefined);

  return {
    get: view,
    /** Open, with a token that nobody had before; one that was open gets another. */
    async open(name: string): Promise<Door> {
      await write(() => void put.run(name, randomBytes(24).toString('base64url'), core.clock.now()));
      await attend();
      core.changes.publish({ topic, id: name });
      return view(name)!;
    },
    async shut(name: string): Promise<void> {
      await write(() => void drop.run(name));
      await attend();
      core.changes.publish({ topic, id: name });
    },
    attend,
    close: receiver.close,
  };
}
