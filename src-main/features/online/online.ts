/** `createOnline`: the online store: filled from a snapshot, read by key in microseconds, kept fresh by pushes. Its values lie in the lab's own database, or in a Redis. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { FeatureViewDefinition, OnlineEvent, SnapshotHead, SnapshotKey, Value } from '../../../src-runtime/features/definition.ts';
import { eventOf } from '../../../src-runtime/features/event.ts';
import { addEvent, readView } from '../../../src-runtime/features/state.ts';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { FeatureRow, Materialized } from '../features.ts';
import type { FeatureRows } from '../store.ts';
import type { Place, RedisValues } from './redis.ts';

/** Keys written in one commit: the event loop is not held up by it. */
const chunk = 500;

/** `placeOf`: the Redis of a store, null of one in the lab's own database. `redis` is loaded when one is asked for. */
export function createOnline(
  { storage, clock }: Pick<Core, 'storage' | 'clock'>,
  rows: FeatureRows,
  { placeOf, redis, ready }: { placeOf(store: string): Place | null; redis(): Promise<RedisValues>; ready(place: Place): Promise<void> },
) {
  /** Values first, then that they are there: a core that dies between leaves a store that is filled again. */
  async function fillOwn(store: string, keysOf: AsyncIterable<SnapshotKey>, views: Materialized['views'], written: () => void): Promise<void> {
    const keys = new Map<string, string[]>(views.map(({ view }) => [view, []]));
    let waiting: SnapshotKey[] = [];
    const write = () => {
      const some = waiting;
      waiting = [];
      return storage.write(() => {
        for (const { view, key, events } of some) rows.putEvents(store, view, key, events);
      });
    };
    for await (const found of keysOf) {
      keys.get(found.view)?.push(found.key);
      waiting.push(found);
      if (waiting.length >= chunk) await write();
    }
    await write();
    await storage.write(() => {
      for (const { view } of views) rows.keepOnlyKeys(store, view, keys.get(view)!);
      written();
    });
  }

  /** Inside a change of storage.write. Answers how many views took it. */
  function takeOwn(store: string, source: string, row: FeatureRow): number {
    let taken = 0;
    for (const view of rows.definition(store)!.views) {
      if (view.source !== source || rows.snapshotOf(store, view.name) === null) continue;
      const found = eventOf(view, row);
      if (!found) continue;
      const events = rows.events(store, view.name, found.key) ?? [];
      if (!addEvent(view, events, found.event)) continue;
      rows.putEvents(store, view.name, found.key, events);
      rows.countPush(store, view.name, found.event.known, 1);
      taken++;
    }
    return taken;
  }

  function ownEvents(store: string, wanted: readonly { view: string; key: string }[]): (OnlineEvent[] | null)[] {
    return wanted.map(({ view, key }) => {
      const events = rows.events(store, view, key);
      if (!events && rows.snapshotOf(store, view) === null) throw new BancadaError('FEATURES_NOT_MATERIALIZED', { store, view });
      return events;
    });
  }

  /** What a Redis took, told to the catalogue. */
  const counted = (store: string, taken: ReadonlyMap<number, readonly string[]>) =>
    storage.write(() => {
      for (const view of [...taken.values()].flat()) rows.countPush(store, view, clock.now(), 1);
    });

  return {
    async fill(store: string, snapshot: { path: string; digest: string }, { watermark, views }: Materialized, sincePush: number): Promise<void> {
      const place = placeOf(store);
      const put = () => {
        const now = clock.now();
        for (const stats of views) rows.putView({ store, stats, watermark, digest: snapshot.digest, now });
      };
      if (place) {
        await ready(place);
        const values = await redis();
        const about = { digest: snapshot.digest, heard: sincePush, keys: keysOf(snapshot.path), written: () => storage.write(put) };
        await counted(store, await values.fill(place, definedViews(store), about));
        return;
      }
      await fillOwn(store, keysOf(snapshot.path), views, () => {
        put();
        // What was pushed while the snapshot was made.
        for (const { source, row } of rows.pushes(store, sincePush)) takeOwn(store, source, JSON.parse(row) as FeatureRow);
      });
    },

    async read(store: string, keys: FeatureRow, asked: number | null) {
      const started = performance.now();
      const definition = rows.definition(store);
      if (!definition) throw unknownStore(store, rows);
      const at = asked ?? clock.now();
      const place = placeOf(store);
      const views = definition.views.filter(({ key }) => keys[key] !== undefined && keys[key] !== null);
      const wanted = views.map(({ name, key }) => ({ view: name, key: String(keys[key]) }));
      const found = place ? await (await redis()).events(place, wanted) : ownEvents(store, wanted);
      const values: Record<string, Value> = {};
      const known: string[] = [];
      for (const [index, view] of views.entries()) {
        const events = found[index] ?? null;
        if (events) known.push(view.name);
        for (const [place, value] of readView(view, events ?? [], at).entries()) values[view.features[place]!.name] = value;
      }
      return { at, values, known, micros: (performance.now() - started) * 1000 };
    },

    /** Offline first: what a Redis does not hear of now, it hears of later. Answers how many rows some view took. */
    async push(store: string, source: string, given: readonly FeatureRow[]): Promise<number> {
      const now = clock.now();
      const place = placeOf(store);
      const ids: number[] = [];
      const taken = await storage.write(() => {
        let count = 0;
        for (const row of given) {
          ids.push(rows.addPush(store, source, JSON.stringify(row), now));
          if (!place && takeOwn(store, source, row) > 0) count++;
        }
        return count;
      });
      if (!place) return taken;
      const took = await (await redis()).catchUp(place, definedViews(store));
      await counted(store, took);
      return ids.filter((id) => took.has(id)).length;
    },
  };

  function definedViews(store: string): readonly FeatureViewDefinition[] {
    return rows.definition(store)!.views;
  }
}

async function* keysOf(path: string): AsyncGenerator<SnapshotKey> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const found = JSON.parse(line) as SnapshotKey | SnapshotHead;
    if (!('definition' in found)) yield found;
  }
}

export function unknownStore(name: string, rows: Pick<FeatureRows, 'names'>): BancadaError {
  return new BancadaError('FEATURE_STORE_NOT_FOUND', { name, known: rows.names().join(', ') || '—' });
}
