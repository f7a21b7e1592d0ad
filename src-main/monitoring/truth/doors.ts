/**
 * `createDoors`: programs outside tell what turned out to be true: POST /truth/ENDPOINT with the endpoint's own token, `{ "id", "label" }` or
 * `{ "truths": [{ "id", "label" }, …] }`. There is no server while no endpoint has a door.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import { createReceiver } from '../../common/receiver/receiver.ts';
import type { TruthDoor } from '../../contract/monitoring.ts';

const most = 10_000;

type Told = { id: string; label: string };

export function createDoors(
  core: Pick<Core, 'storage' | 'homeId' | 'clock' | 'changes' | 'log'>,
  tell: (endpoint: string, truths: Told[]) => Promise<number>,
) {
  const { db, write } = core.storage;
  const all = db.prepare<[], { endpoint: string; token: string; createdAt: number }>(
    'SELECT endpoint, token, created_at AS createdAt FROM truth_doors ORDER BY endpoint',
  );
  const put = db.prepare<[string, string, number]>(
    'INSERT INTO truth_doors VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET token = excluded.token, created_at = excluded.created_at',
  );
  const drop = db.prepare<[string]>('DELETE FROM truth_doors WHERE endpoint = ?');
  const find = (endpoint: string) => all.all().find((door) => door.endpoint === endpoint);

  const receiver = createReceiver(core.storage, {
    prefix: 'truth',
    maxBytes: 2 * 1024 * 1024,
    mark: createHash('sha256').update(core.homeId).digest('hex').slice(0, 16),
    tokenOf: (endpoint) => find(endpoint)?.token ?? null,
    async call(endpoint, { body }) {
      const truths = truthsOf(body);
      if (typeof truths === 'string') return { status: 400, body: { error: 'BODY_INVALID', expected: truths } };
      return { status: 200, body: { told: await tell(endpoint, truths), given: truths.length } };
    },
    failed: (error) => core.log.warn('truths not taken in', { error }),
  });

  function view(endpoint: string): TruthDoor | null {
    const door = find(endpoint);
    const base = receiver.url();
    return door ? { endpoint, token: door.token, url: base && `${base}/${encodeURIComponent(endpoint)}`, createdAt: door.createdAt } : null;
  }
  const attend = () => receiver.keep(all.all().length > 0);

  return {
    get: view,
    /** Open, with a token that nobody had before; one that was open gets another. */
    async open(endpoint: string): Promise<TruthDoor> {
      await write(() => void put.run(endpoint, randomBytes(24).toString('base64url'), core.clock.now()));
      await attend();
      core.changes.publish({ topic: 'monitoring', id: endpoint });
      return view(endpoint)!;
    },
    async shut(endpoint: string): Promise<void> {
      await write(() => void drop.run(endpoint));
      await attend();
      core.changes.publish({ topic: 'monitoring', id: endpoint });
    },
    attend,
    close: receiver.close,
  };
}

/** What is wrong with it, where it is. */
function truthsOf(body: Record<string, unknown>): Told[] | string {
  const given: unknown = body.truths ?? [body];
  if (!Array.isArray(given) || given.length === 0 || given.length > most) return `{ "truths": [{ "id": "…", "label": "…" }] }, 1 … ${most}`;
  const told: Told[] = [];
  for (const [i, one] of (given as unknown[]).entries()) {
    const { id, label } = (one ?? {}) as { id?: unknown; label?: unknown };
    const isLabel = ['string', 'number', 'boolean'].includes(typeof label) && String(label).length <= 200;
    if (typeof id !== 'string' || id === '' || id.length > 200 || !isLabel) return `truths[${i}]: { "id": "…", "label": "…" }`;
    told.push({ id, label: String(label) });
  }
  return told;
}
