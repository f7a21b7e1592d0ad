/** `createOnline`: the online store: filled from a snapshot, read by key in microseconds, kept fresh by pushes. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SnapshotHead, SnapshotKey, Value } from '../../src-runtime/features/definition.ts';
import { eventOf } from '../../src-runtime/features/event.ts';
import { addEvent, readView } from '../../src-runtime/features/state.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { FeatureRow, Materialized } from './features.ts';
import type { FeatureRows } from './store.ts';

/** Keys written in one commit: the event loop is not held up by it. */
const chunk = 500;

export function createOnline({ storage, clock }: Pick<Core, 'storage' | 'clock'>, rows: FeatureRows) {
  return {
    /** Values first, then that they are there: a core that dies between leaves a store that is filled again. */
    async fill(store: string, snapshot: { path: string; digest: string }, { watermark, views }: Materialized, sincePush: number): Promise<void> {
      const keys = new Map<string, string[]>(views.map(({ view }) => [view, []]));
      let waiting: SnapshotKey[] = [];
      const write = () => {
        const some = waiting;
        waiting = [];
        return storage.write(() => {
          for (const { view, key, events } of some) rows.putEvents(store, view, key, events);
        });
      };
      for await (const line of createInterface({ input: createReadStream(snapshot.path) })) {
        const found = JSON.parse(line) as SnapshotKey | SnapshotHead;
        if ('definition' in found) continue;
        keys.get(found.view)?.push(found.key);
        waiting.push(found);
        if (waiting.length >= chunk) await write();
      }
      await write();
      const now = clock.now();
      await storage.write(() => {
        for (const stats of views) {
          rows.keepOnlyKeys(store, stats.view, keys.get(stats.view)!);
          rows.putView({ store, stats, watermark, digest: snapshot.digest, now });
        }
        // What was pushed while the snapshot was made.
        for (const { source, row } of rows.pushes(store, sincePush)) this.take(store, source, JSON.parse(row) as FeatureRow);
      });
    },

    read(store: string, keys: FeatureRow, asked: number | null) {
      const started = performance.now();
      const definition = rows.definition(store);
      if (!definition) throw unknownStore(store, rows);
      const at = asked ?? clock.now();
      const values: Record<string, Value> = {};
      const known: string[] = [];
      for (const view of definition.views) {
        const key = keys[view.key];
        if (key === undefined || key === null) continue;
        const events = rows.events(store, view.name, String(key));
        if (events) known.push(view.name);
        else if (rows.snapshotOf(store, view.name) === null) throw new BancadaError('FEATURES_NOT_MATERIALIZED', { store, view: view.name });
        for (const [index, value] of readView(view, events ?? [], at).entries()) values[view.features[index]!.name] = value;
      }
      return { at, values, known, micros: (performance.now() - started) * 1000 };
    },

    /** Inside a change of storage.write. Answers how many views took it. */
    take(store: string, source: string, row: FeatureRow): number {
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
    },
  };
}

export function unknownStore(name: string, rows: Pick<FeatureRows, 'names'>): BancadaError {
  return new BancadaError('FEATURE_STORE_NOT_FOUND', { name, known: rows.names().join(', ') || '—' });
}
