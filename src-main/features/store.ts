/** The rows of the feature store: definitions, segments of the offline store, pushes, and the online store's values by key. */
import type { FeatureStoreDefinition, OnlineEvent } from '../../src-runtime/features/definition.ts';
import type { FeatureHistory, FeatureStore, FeatureViewStats } from '../contract/features.ts';
import type { Storage } from '../storage/index.ts';

export interface Segment {
  source: string;
  digest: string;
  fileName: string;
  parquet: string;
  rows: number;
  bytes: number;
  addedAt: number;
}

interface StoreRow {
  name: string;
  text: string;
  definition: string;
  applied_at: number;
  run_id: string | null;
}

interface ViewRow {
  view: string;
  stats: string;
  watermark: number | null;
  digest: string;
  materialized_at: number;
  pushed_at: number | null;
  pushed: number;
}

type KeptHistory = { runId: string | null; madeAt: number; result: FeatureHistory };

export function createFeatureRows({ db }: Storage) {
  const one = db.prepare<[string], StoreRow>('SELECT * FROM feature_stores WHERE name = ?');
  const history = db.prepare<[string], { history: string }>('SELECT history FROM feature_histories WHERE store = ?');
  const names = db.prepare<[], StoreRow>('SELECT * FROM feature_stores ORDER BY name');
  const segmentsOf = db.prepare<[string], Segment>(
    'SELECT source, digest, file_name fileName, parquet, rows, bytes, added_at addedAt FROM feature_segments WHERE store = ? ORDER BY id',
  );
  const viewsOf = db.prepare<[string], ViewRow>('SELECT * FROM feature_views WHERE store = ?');
  const view = db.prepare<[string, string], ViewRow>('SELECT * FROM feature_views WHERE store = ? AND view = ?');
  const value = db.prepare<[string, string, string], { events: string }>(
    'SELECT events FROM feature_values WHERE store = ? AND view = ? AND entity_key = ?',
  );
  const filledFrom = db.prepare<[string], { store: string }>('SELECT DISTINCT store FROM feature_views WHERE digest = ?');
  const pushes = db.prepare<[string, number], { id: number; source: string; row: string }>(
    'SELECT id, source, row FROM feature_pushes WHERE store = ? AND id > ? ORDER BY id',
  );
  const lastPush = db.prepare<[string], { id: number | null }>('SELECT max(id) id FROM feature_pushes WHERE store = ?');
  const redisOf = db.prepare<[string], { url: string; container: number }>('SELECT url, container FROM feature_online WHERE store = ?');
  const putValue = db.prepare('INSERT OR REPLACE INTO feature_values VALUES (?, ?, ?, ?)');

  return {
    definition(name: string): FeatureStoreDefinition | null {
      const row = one.get(name);
      return row ? (JSON.parse(row.definition) as FeatureStoreDefinition) : null;
    },
    names: () => names.all().map(({ name }) => name),
    stores: () => names.all().map((row) => ({ definition: JSON.parse(row.definition) as FeatureStoreDefinition, appliedAt: row.applied_at })),
    whole(name: string): Omit<FeatureStore, 'segments' | 'online' | 'onlineStore'> | null {
      const row = one.get(name);
      if (!row) return null;
      const kept = history.get(name);
      return {
        definition: JSON.parse(row.definition) as FeatureStoreDefinition,
        ...{ text: row.text, appliedAt: row.applied_at, runId: row.run_id },
        history: kept ? (JSON.parse(kept.history) as KeptHistory) : null,
      };
    },
    segments: (name: string) => segmentsOf.all(name),
    online: (name: string) =>
      viewsOf.all(name).map((row) => ({
        ...(JSON.parse(row.stats) as FeatureViewStats),
        ...{ watermark: row.watermark, materializedAt: row.materialized_at, pushedAt: row.pushed_at, pushed: row.pushed },
      })),
    storesFilledFrom: (digest: string) => filledFrom.all(digest).map(({ store }) => store),
    snapshotOf: (name: string, called: string) => view.get(name, called)?.digest ?? null,
    events(name: string, called: string, key: string): OnlineEvent[] | null {
      const row = value.get(name, called, key);
      return row ? (JSON.parse(row.events) as OnlineEvent[]) : null;
    },
    pushes: (name: string, after = 0) => pushes.all(name, after),
    /** Null: its online values are in this database. */
    redis(name: string): { url: string; isContainer: boolean } | null {
      const row = redisOf.get(name);
      return row ? { url: row.url, isContainer: row.container === 1 } : null;
    },
    lastPush: (name: string) => lastPush.get(name)?.id ?? 0,

    // Inside a change of storage.write:
    put({
      store,
      text,
      definition,
      now,
      runId,
    }: {
      store: string;
      text: string;
      definition: FeatureStoreDefinition;
      now: number;
      runId: string | null;
    }) {
      db.prepare(
        `INSERT INTO feature_stores (name, text, definition, applied_at, run_id) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET text = excluded.text, definition = excluded.definition, applied_at = excluded.applied_at, run_id = excluded.run_id`,
      ).run(store, text, JSON.stringify(definition), now, runId);
    },
    dropView(store: string, called: string) {
      db.prepare('DELETE FROM feature_values WHERE store = ? AND view = ?').run(store, called);
      db.prepare('DELETE FROM feature_views WHERE store = ? AND view = ?').run(store, called);
    },
    putRedis(store: string, chosen: { url: string; isContainer: boolean } | null) {
      db.prepare('DELETE FROM feature_online WHERE store = ?').run(store);
      if (chosen) db.prepare('INSERT INTO feature_online VALUES (?, ?, ?)').run(store, chosen.url, chosen.isContainer ? 1 : 0);
    },
    remove(store: string) {
      db.prepare('DELETE FROM feature_stores WHERE name = ?').run(store);
      db.prepare('DELETE FROM feature_online WHERE store = ?').run(store);
      db.prepare('DELETE FROM feature_histories WHERE store = ?').run(store);
    },
    addSegment(store: string, { source, digest, fileName, parquet, rows, bytes, addedAt }: Segment): boolean {
      return (
        db
          .prepare(
            'INSERT INTO feature_segments (store, source, digest, file_name, parquet, rows, bytes, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
          )
          .run(store, source, digest, fileName, parquet, rows, bytes, addedAt).changes > 0
      );
    },
    /** Those of a source but this one go: whoever publishes, publishes all of it. */
    onlySegment: (store: string, source: string, digest: string) =>
      void db.prepare('DELETE FROM feature_segments WHERE store = ? AND source = ? AND digest <> ?').run(store, source, digest),
    putEvents: (store: string, called: string, key: string, events: readonly OnlineEvent[]) =>
      void putValue.run(store, called, key, JSON.stringify(events)),
    keepOnlyKeys: (store: string, called: string, keys: readonly string[]) =>
      void db
        .prepare('DELETE FROM feature_values WHERE store = ? AND view = ? AND entity_key NOT IN (SELECT value FROM json_each(?))')
        .run(store, called, JSON.stringify(keys)),
    putView({
      store,
      stats,
      watermark,
      digest,
      now,
    }: {
      store: string;
      stats: FeatureViewStats;
      watermark: number | null;
      digest: string;
      now: number;
    }) {
      db.prepare('INSERT OR REPLACE INTO feature_views (store, view, stats, watermark, digest, materialized_at) VALUES (?, ?, ?, ?, ?, ?)').run(
        ...[store, stats.view, JSON.stringify(stats), watermark, digest, now],
      );
    },
    addPush: (store: string, source: string, row: string, now: number): number =>
      Number(
        db.prepare('INSERT INTO feature_pushes (store, source, row, pushed_at) VALUES (?, ?, ?, ?)').run(store, source, row, now).lastInsertRowid,
      ),
    countPush: (store: string, called: string, at: number, by: number) =>
      void db
        .prepare('UPDATE feature_views SET pushed = pushed + ?, pushed_at = max(coalesce(pushed_at, 0), ?) WHERE store = ? AND view = ?')
        .run(by, at, store, called),
    putHistory: (store: string, history: KeptHistory) =>
      void db.prepare('INSERT OR REPLACE INTO feature_histories VALUES (?, ?)').run(store, JSON.stringify(history)),
  };
}

export type FeatureRows = ReturnType<typeof createFeatureRows>;
