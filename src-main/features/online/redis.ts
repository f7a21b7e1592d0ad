/**
 * `createRedisValues`: the online values of a feature store in a Redis. All of one materialisation bear its mark (`generation`), and one key, the head, says which one counts and
 * up to which push it has heard: a new materialisation takes the old one's place at once, and each push is in it once, whoever dies when. A key lives as long as its view's TTL
 * after it was last written.
 */
import { randomBytes } from 'node:crypto';
import type { FeatureViewDefinition, OnlineEvent, SnapshotKey } from '../../../src-runtime/features/definition.ts';
import { eventOf } from '../../../src-runtime/features/event.ts';
import { addEvent } from '../../../src-runtime/features/state.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { FeatureRow } from '../features.ts';
import type { FeatureRows } from '../store.ts';
import type { Connections } from './connection.ts';

interface Head {
  /** Of the snapshot. */
  digest: string;
  generation: string;
  /** The last push that is in it. */
  heard: number;
}

export interface Place {
  store: string;
  url: string;
}

/** Sets keys and head together, if the head is still the one that they were reckoned from. */
const exchange = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #KEYS do redis.call('SET', KEYS[i], ARGV[2 * i - 1], 'PX', ARGV[2 * i]) end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;
const atOnce = 200;

export function createRedisValues({ homeId, clock }: { homeId: string; clock: { now(): number } }, rows: FeatureRows, connections: Connections) {
  const prefix = (store: string) => `bancada:${homeId}:${store}:`;
  const headKey = (store: string) => `${prefix(store)}head`;
  const valueKey = (store: string, { generation }: Head, view: string, key: string) => `${prefix(store)}${generation}:${view}:${key}`;
  /** As it was when it was last looked at: values are asked for together with it. */
  const heads = new Map<string, string | null>();
  const turns = new Map<string, Promise<unknown>>();

  /** One change of a store after another. */
  function inTurn<T>(store: string, work: () => Promise<T>): Promise<T> {
    const done = (turns.get(store) ?? Promise.resolve()).then(work, work);
    turns.set(store, done);
    return done;
  }
  const parsed = (raw: string | null) => (raw === null ? null : (JSON.parse(raw) as Head));
  const eventsOf = (raw: unknown) => (typeof raw === 'string' ? (JSON.parse(raw) as OnlineEvent[]) : null);

  async function readHead({ store, url }: Place): Promise<string | null> {
    const raw = (await connections.ask(url, ['GET', headKey(store)])) as string | null;
    heads.set(store, raw);
    return raw;
  }

  /** What is asked for, of the generation that counts; null where there is none. */
  async function read(
    place: Place,
    wanted: readonly { view: string; key: string }[],
  ): Promise<{ head: Head; events: (OnlineEvent[] | null)[] } | null> {
    const { store, url } = place;
    let raw = heads.get(store) ?? (await readHead(place));
    for (;;) {
      const head = parsed(raw);
      if (!head) return null;
      const keys = wanted.map(({ view, key }) => valueKey(store, head, view, key));
      const [now, ...found] = (await connections.ask(url, ['MGET', headKey(store), ...keys])) as (string | null)[];
      if (now !== undefined && (now === raw || parsed(now)?.generation === head.generation)) return { head, events: found.map(eventsOf) };
      raw = now ?? null;
      heads.set(store, raw);
    }
  }

  /** Pushes that it has not heard of; those that a view took, by push. */
  async function catchUp(place: Place, views: readonly FeatureViewDefinition[]): Promise<Map<number, string[]>> {
    const taken = new Map<number, string[]>();
    for (;;) {
      const raw = await readHead(place);
      const head = parsed(raw);
      const open = head ? rows.pushes(place.store, head.heard).slice(0, atOnce) : [];
      if (!head || open.length === 0) return taken;
      const found = open.flatMap(({ id, source, row }) =>
        touched(id, source, JSON.parse(row) as FeatureRow, views, (name) => isIn(head, place.store, name)),
      );
      const keys = [...new Map(found.map(({ view, key }) => [valueKey(place.store, head, view.name, key), view])).entries()];
      const known = keys.length === 0 ? [] : ((await connections.ask(place.url, ['MGET', ...keys.map(([key]) => key)])) as (string | null)[]);
      const states = new Map(keys.map(([key], index) => [key, eventsOf(known[index]) ?? []]));
      const took = found.filter(({ view, key, event }) => addEvent(view, states.get(valueKey(place.store, head, view.name, key))!, event));
      const next = JSON.stringify({ ...head, heard: open.at(-1)!.id } satisfies Head);
      const values = keys.flatMap(([key, view]) => [JSON.stringify(states.get(key)), lifeOf(view, states.get(key)!)]);
      const names = [headKey(place.store), ...keys.map(([key]) => key)];
      const done = await connections.ask(place.url, ['EVAL', exchange, String(names.length), ...names, raw!, next, ...values]);
      // Somebody else was quicker: what they wrote is read anew.
      if (done !== 1) continue;
      for (const { id, view } of took) taken.set(id, [...(taken.get(id) ?? []), view.name]);
    }
  }

  const isIn = (head: Head, store: string, view: string) => rows.snapshotOf(store, view) === head.digest;
  const lifeOf = ({ ttlMs }: FeatureViewDefinition, events: readonly OnlineEvent[]) =>
    String(Math.ceil(ttlMs + Math.max(0, (events.at(-1)?.at ?? 0) - clock.now())));

  async function sweep({ store, url }: Place, isOld: (key: string) => boolean): Promise<void> {
    let cursor = '0';
    do {
      const [next, keys] = (await connections.ask(url, ['SCAN', cursor, 'MATCH', `${escaped(prefix(store))}*`, 'COUNT', '1000'])) as [
        string,
        string[],
      ];
      const old = keys.filter(isOld);
      if (old.length > 0) await connections.ask(url, ['UNLINK', ...old]);
      cursor = next;
    } while (cursor !== '0');
  }

  return {
    ping: (url: string) => connections.ask(url, ['PING']),
    /** FEATURES_NOT_MATERIALIZED where a view is not there, or not as the lab knows it. */
    async events(place: Place, wanted: readonly { view: string; key: string }[]): Promise<(OnlineEvent[] | null)[]> {
      const isWhole = (head: Head | undefined) => head !== undefined && wanted.every(({ view }) => isIn(head, place.store, view));
      let found = await read(place, wanted);
      if (!isWhole(found?.head)) {
        // It may be on its way just now.
        await turns.get(place.store)?.catch(() => {});
        found = await read(place, wanted);
      }
      const missing = wanted.find(({ view }) => !found || !isIn(found.head, place.store, view));
      if (!found || missing) throw new BancadaError('FEATURES_NOT_MATERIALIZED', { store: place.store, view: missing?.view ?? '' });
      return found.events;
    },
    /** `written` is told when all values are there, just before they count. */
    fill: (
      place: Place,
      views: readonly FeatureViewDefinition[],
      { digest, heard, keys, written }: { digest: string; heard: number; keys: AsyncIterable<SnapshotKey>; written(): Promise<void> },
    ) =>
      inTurn(place.store, async () => {
        const head: Head = { digest, heard, generation: randomBytes(6).toString('hex') };
        const byName = new Map(views.map((view) => [view.name, view]));
        let waiting: Promise<unknown>[] = [];
        for await (const { view, key, events } of keys) {
          const life = lifeOf(byName.get(view)!, events);
          waiting.push(connections.ask(place.url, ['SET', valueKey(place.store, head, view, key), JSON.stringify(events), 'PX', life]));
          if (waiting.length < atOnce) continue;
          await Promise.all(waiting);
          waiting = [];
        }
        await Promise.all(waiting);
        await written();
        const raw = JSON.stringify(head);
        await connections.ask(place.url, ['SET', headKey(place.store), raw]);
        heads.set(place.store, raw);
        await sweep(place, (key) => key !== headKey(place.store) && !key.startsWith(`${prefix(place.store)}${head.generation}:`));
        return catchUp(place, views);
      }),
    catchUp: (place: Place, views: readonly FeatureViewDefinition[]) => inTurn(place.store, () => catchUp(place, views)),
    /** Whatever a store has there. */
    forget: (place: Place) =>
      inTurn(place.store, async () => {
        heads.delete(place.store);
        await sweep(place, () => true);
      }),
  };
}

export type RedisValues = ReturnType<typeof createRedisValues>;

function touched(id: number, source: string, row: FeatureRow, views: readonly FeatureViewDefinition[], isOnline: (view: string) => boolean) {
  return views.flatMap((view) => {
    const found = view.source === source && isOnline(view.name) ? eventOf(view, row) : null;
    return found ? [{ id, view, ...found }] : [];
  });
}

const escaped = (text: string) => text.replaceAll(/[*?[\]\\^]/g, String.raw`\$&`);
