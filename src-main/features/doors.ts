/**
 * `createFeatureDoors`: programs outside ask the online store, and hand it events as they happen: POST /features/STORE with the store's own token,
 * `{ "keys": {…}, "at"? }`, `{ "keys": [{…}, …] }` or `{ "source", "rows": [{…}, …] }`.
 */
import { instantOf } from '../../src-runtime/features/event.ts';
import type { Core } from '../common/core.ts';
import { createDoors, type Door } from '../common/receiver/doors.ts';
import { BancadaError } from '../contract/errors.ts';
import type { FeatureDoor } from '../contract/features.ts';
import type { FeatureRow, Features } from './features.ts';

const most = 1000;
const expected = '{ "keys": { … } }, { "keys": [{ … }] } or { "source": "…", "rows": [{ … }] }';
const statuses: Partial<Record<string, number>> = { FEATURES_NOT_MATERIALIZED: 409, FEATURES_ONLINE_UNREACHABLE: 503 };
type Answer = { status: number; body: object };

export function createFeatureDoors(
  core: Pick<Core, 'storage' | 'homeId' | 'clock' | 'changes' | 'log'>,
  features: Pick<Features, 'online' | 'push'>,
) {
  const doors = createDoors(core, {
    prefix: 'features',
    maxBytes: 2 * 1024 * 1024,
    table: { name: 'feature_doors', column: 'store' },
    topic: 'features',
    async call(store, { body }) {
      try {
        return 'source' in body ? await push(store, body) : await get(store, body);
      } catch (error) {
        if (!(error instanceof BancadaError)) throw error;
        return { status: statuses[error.code] ?? 404, body: { error: error.code, ...error.data } };
      }
    },
  });

  async function get(store: string, { keys, at: asked }: Record<string, unknown>): Promise<Answer> {
    const at = asked === undefined || asked === null ? core.clock.now() : instantOf(asked as string | number);
    if (at === null) return wrong('at: "2025-01-31T12:00:00Z"');
    if (isRow(keys)) {
      const { values, known } = await features.online(store, keys, at);
      return { status: 200, body: { at, values, known } };
    }
    if (!isRows(keys)) return wrong(expected);
    const rows = await Promise.all(
      keys.map(async (each) => {
        const { values, known } = await features.online(store, each, at);
        return { values, known };
      }),
    );
    return { status: 200, body: { at, rows } };
  }
  async function push(store: string, { source, rows }: Record<string, unknown>): Promise<Answer> {
    if (typeof source !== 'string' || !isRows(rows)) return wrong(expected);
    return { status: 200, body: await features.push(store, source, rows) };
  }

  const featureDoor = ({ name, ...door }: Door): FeatureDoor => ({ store: name, ...door });
  return {
    ...doors,
    get(store: string): FeatureDoor | null {
      const door = doors.get(store);
      return door && featureDoor(door);
    },
    open: async (store: string): Promise<FeatureDoor> => featureDoor(await doors.open(store)),
  };
}

const wrong = (what: string): Answer => ({ status: 400, body: { error: 'BODY_INVALID', expected: what } });
const isCell = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isRow = (value: unknown): value is FeatureRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isCell);
const isRows = (value: unknown): value is FeatureRow[] => Array.isArray(value) && value.length > 0 && value.length <= most && value.every(isRow);
