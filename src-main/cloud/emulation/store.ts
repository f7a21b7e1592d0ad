/** Rows of what was made in the simulated cloud, of every call, and of plans that were carried out. */
import type { CloudApply, CloudCall, CloudResource } from '../../contract/cloud.ts';
import type { CloudProvider } from '../../contract/cloud-plan.ts';
import type { Storage } from '../../storage/index.ts';

type Kind = CloudResource['kind'];

export interface ResourceRow {
  provider: CloudProvider;
  kind: Kind;
  name: string;
  /** The request that made it. */
  body: Record<string, unknown>;
  link: CloudResource['link'];
  failure: string | null;
  createdAt: number;
}

export type CloudStore = ReturnType<typeof createCloudStore>;

type Encoded = Omit<ResourceRow, 'body' | 'link'> & { body: string; link: string };
const columns = 'provider, kind, name, body, link, failure, created_at AS createdAt';
/** Calls are kept for a look back, not for ever. */
const keptCalls = 5000;

export function createCloudStore({ db, write }: Pick<Storage, 'db' | 'write'>) {
  const decode = ({ body, link, ...row }: Encoded): ResourceRow => ({ ...row, body: JSON.parse(body), link: JSON.parse(link) });
  const one = db.prepare<[string, string, string], Encoded>(`SELECT ${columns} FROM cloud_resources WHERE provider = ? AND kind = ? AND name = ?`);
  const all = db.prepare<[], Encoded>(`SELECT ${columns} FROM cloud_resources ORDER BY created_at DESC, name`);
  const put = db.prepare('INSERT OR REPLACE INTO cloud_resources VALUES (@provider, @kind, @name, @body, @link, @failure, @createdAt)');
  const drop = db.prepare('DELETE FROM cloud_resources WHERE provider = ? AND kind = ? AND name = ?');
  const addCall = db.prepare(
    'INSERT INTO cloud_calls (at, provider, principal, action, resource, status, error) VALUES (@at, @provider, @principal, @action, @resource, @status, @error)',
  );
  const trim = db.prepare(`DELETE FROM cloud_calls WHERE id <= (SELECT max(id) FROM cloud_calls) - ${String(keptCalls)}`);
  const calls = db.prepare<[number], CloudCall>('SELECT * FROM cloud_calls ORDER BY id DESC LIMIT ?');
  const putApply = db.prepare('INSERT OR REPLACE INTO cloud_applies VALUES (?, ?, ?, ?)');
  const oneApply = db.prepare<[string], { body: string; owner: string }>('SELECT body, owner FROM cloud_applies WHERE id = ?');
  const applies = db.prepare<[number], { body: string; owner: string }>('SELECT body, owner FROM cloud_applies ORDER BY started_at DESC LIMIT ?');
  const decodeApply = ({ body, owner }: { body: string; owner: string }) => ({ apply: JSON.parse(body) as CloudApply, owner });

  return {
    get(provider: CloudProvider, kind: Kind, name: string): ResourceRow | null {
      const row = one.get(provider, kind, name);
      return row ? decode(row) : null;
    },
    all: () => all.all().map(decode),
    put: (row: ResourceRow) => write(() => void put.run({ ...row, body: JSON.stringify(row.body), link: JSON.stringify(row.link) })),
    drop: (provider: CloudProvider, kind: Kind, name: string) => write(() => void drop.run(provider, kind, name)),
    log: (entries: readonly Omit<CloudCall, 'id'>[]) =>
      write(() => {
        for (const entry of entries) addCall.run(entry);
        trim.run();
      }),
    calls: (limit: number) => calls.all(limit),
    saveApply: (apply: CloudApply, owner: string) => write(() => void putApply.run(apply.id, JSON.stringify(apply), owner, apply.startedAt)),
    apply(id: string) {
      const row = oneApply.get(id);
      return row ? decodeApply(row) : null;
    },
    applies: (limit: number) => applies.all(limit).map(decodeApply),
  };
}
