/**
 * `createTruthDoors`: programs outside tell what turned out to be true: POST /truth/ENDPOINT with the endpoint's own token, `{ "id", "label" }` or
 * `{ "truths": [{ "id", "label" }, …] }`.
 */
import type { Core } from '../../common/core.ts';
import { createDoors, type Door } from '../../common/receiver/doors.ts';
import type { TruthDoor } from '../../contract/monitoring.ts';

const most = 10_000;

type Told = { id: string; label: string };

export function createTruthDoors(
  core: Pick<Core, 'storage' | 'homeId' | 'clock' | 'changes' | 'log'>,
  tell: (endpoint: string, truths: Told[]) => Promise<number>,
) {
  const doors = createDoors(core, {
    prefix: 'truth',
    maxBytes: 2 * 1024 * 1024,
    table: { name: 'truth_doors', column: 'endpoint' },
    topic: 'monitoring',
    async call(endpoint, { body }) {
      const truths = truthsOf(body);
      if (typeof truths === 'string') return { status: 400, body: { error: 'BODY_INVALID', expected: truths } };
      return { status: 200, body: { told: await tell(endpoint, truths), given: truths.length } };
    },
  });
  const truthDoor = ({ name, ...door }: Door): TruthDoor => ({ endpoint: name, ...door });
  return {
    ...doors,
    get(endpoint: string): TruthDoor | null {
      const door = doors.get(endpoint);
      return door && truthDoor(door);
    },
    open: async (endpoint: string): Promise<TruthDoor> => truthDoor(await doors.open(endpoint)),
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
