/** `createFeatures`: the feature store of a lab. Joins run where tables are read (worker/); the online store is in the lab's SQLite. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FeatureStoreDefinition } from '../../src-runtime/features/definition.ts';
import { openBell } from '../common/bell.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { OnlineStore } from '../contract/features.ts';
import type { Datasets } from '../datasets/index.ts';
import { type TableFile, type TableOptions, type Tables, tableFormatOf } from '../tables/tables.ts';
import { featureChanges } from './changes.ts';
import { parseFeatures } from './definition.ts';
import { createFeatureDoors } from './doors.ts';
import type { Features, SourceFile } from './features.ts';
import { addressOf } from './online/connection.ts';
import { openOnlineRedis } from './online/lazily.ts';
import { createOnline, unknownStore } from './online/online.ts';
import { filesOf, historyJob, materializeJob, skewJob } from './protocol.ts';
import { createFeatureRows, type Segment } from './store.ts';

interface FeatureParts {
  tables: Pick<Tables, 'ask' | 'convert'>;
  datasets?: Pick<Datasets, 'dataset'>;
  /** A Redis in a container of this lab, at the address that it had before. */
  redisContainer?(url: string | null): Promise<string>;
}

export function createFeatures(core: Core, { tables, datasets, redisContainer }: FeatureParts): Features {
  const { storage, clock, artifacts, changes, home } = core;
  const rows = createFeatureRows(storage);
  const redis = openOnlineRedis(core, rows, redisContainer);
  const online = createOnline(core, rows, redis);
  const doors = createFeatureDoors(core, { online: online.read, push: (...about) => features.push(...about) });
  const bell = openBell(core.home);
  let stopBell: (() => void) | null = null;
  const tell = (id: string) => changes.publish({ topic: 'features', id });

  function known(store: string): FeatureStoreDefinition {
    const definition = rows.definition(store);
    if (!definition) throw unknownStore(store, rows);
    return definition;
  }

  function onlineStoreOf(store: string): OnlineStore {
    const found = rows.redis(store);
    return found ? { kind: 'redis', address: addressOf(found.url), isContainer: found.isContainer } : { kind: 'sqlite' };
  }

  /** Its files, and what was pushed as one more; the folder goes with `done`. */
  function sourcesOf(store: string, { views }: FeatureStoreDefinition) {
    const folder = mkdtempSync(join(home.runs, '.features-'));
    const sources: Record<string, TableFile[]> = Object.fromEntries(views.map(({ source }) => [source, []]));
    for (const { source, parquet, fileName } of rows.segments(store))
      sources[source]?.push({ path: artifacts.path(parquet), format: 'parquet', name: fileName });
    const pushed = Map.groupBy(rows.pushes(store), ({ source }) => source);
    for (const [source, all] of pushed) {
      const path = join(folder, `${source}.jsonl`);
      writeFileSync(path, all.map(({ row }) => `${row}\n`).join(''));
      sources[source]?.push({ path, format: 'jsonl' });
    }
    return { sources, folder, done: () => rmSync(folder, { recursive: true, force: true }) };
  }

  async function withSources<T>(store: string, work: (about: ReturnType<typeof sourcesOf> & { definition: FeatureStoreDefinition }) => Promise<T>) {
    const definition = known(store);
    const open = sourcesOf(store, definition);
    try {
      return await work({ ...open, definition });
    } finally {
      open.done();
    }
  }

  /** A file on this computer, or `dataset:NAME`. */
  async function fileAt(path: string): Promise<TableFile> {
    const [, reference] = /^dataset:(.+)$/.exec(path) ?? [];
    const found = reference !== undefined && datasets ? await datasets.dataset(reference) : { path, fileName: basename(path) };
    return { path: found.path, format: tableFormatOf(found.fileName) ?? formatUnknown(found.fileName), name: found.fileName };
  }

  /** As Parquet among the artifacts; the same bytes are converted once. */
  async function segmentOf(store: string, source: string, file: SourceFile, options?: TableOptions): Promise<Segment> {
    const existing = rows.segments(store).find((each) => each.source === source && each.digest === file.digest);
    if (existing) return existing;
    const folder = mkdtempSync(join(home.runs, '.features-'));
    try {
      const to = { path: join(folder, 'segment.parquet'), format: 'parquet' as const };
      const made = await tables.convert(file, to, options);
      const { digest: parquet } = await artifacts.take(to.path);
      return {
        source,
        digest: file.digest,
        fileName: file.name ?? basename(file.path),
        parquet,
        rows: made.rows,
        bytes: made.bytes,
        addedAt: clock.now(),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const features: Features = {
    parse: parseFeatures,
    trainingSet({ sources, rows: asked, ...about }, options) {
      const args = { ...about, sources, rows: asked };
      const writes = [about.to.path, ...(about.naive ? [about.naive.path] : [])];
      return tables.ask(historyJob, args, { reads: [asked, ...filesOf(args)], writes, ...options });
    },
    snapshot(about, options) {
      return tables.ask(materializeJob, about, { reads: filesOf(about), writes: [about.to], ...options });
    },
    async publish({ text, file, runId, sources, snapshot, result }) {
      const { store } = await features.apply(text, file, runId);
      const made: Segment[] = [];
      for (const [source, given] of Object.entries(sources)) made.push(await segmentOf(store, source, given));
      await storage.write(() => {
        for (const segment of made) {
          rows.addSegment(store, segment);
          rows.onlySegment(store, segment.source, segment.digest);
        }
      });
      await online.fill(store, snapshot, result, rows.lastPush(store));
      tell(store);
    },
    isOnline: (digest) =>
      rows.storesFilledFrom(digest).some((store) => known(store).views.every(({ name }) => rows.snapshotOf(store, name) === digest)),
    async noteHistory(result, runId) {
      await storage.write(() => rows.putHistory(result.store, { runId, madeAt: clock.now(), result }));
      tell(result.store);
    },

    list: () =>
      rows.stores().map(({ definition: { store, description, owner, views }, appliedAt }) => ({
        ...{ store, description, owner, appliedAt, views: views.length },
        features: views.reduce((sum, view) => sum + view.features.length, 0),
      })),
    get(store) {
      known(store);
      const segments = rows.segments(store).map(({ parquet: _, ...segment }) => segment);
      return { ...rows.whole(store)!, segments, online: rows.online(store), onlineStore: onlineStoreOf(store) };
    },
    plan(text, file) {
      const definition = parseFeatures(text, file);
      return { store: definition.store, changes: featureChanges(rows.definition(definition.store), definition) };
    },
    async apply(text, file, runId = null) {
      const definition = parseFeatures(text, file);
      const { store } = definition;
      const changed = await storage.write(() => {
        const found = featureChanges(rows.definition(store), definition);
        rows.put({ store, text, definition, now: clock.now(), runId });
        // Values of another definition would be read as if they were of this one.
        for (const { view } of found) rows.dropView(store, view);
        return found;
      });
      tell(store);
      return { store, changes: changed };
    },
    async remove(store) {
      known(store);
      await doors.shut(store);
      await redis.forget(store);
      await storage.write(() => rows.remove(store));
      tell(store);
    },
    async ingest(store, source, path, options) {
      sourceOf(known(store), source);
      const at = await fileAt(path);
      const file = { ...at, digest: await digestOf(at.path) };
      const segment = await segmentOf(store, source, file, options);
      const isNew = await storage.write(() => rows.addSegment(store, segment));
      tell(store);
      return { rows: segment.rows, isNew };
    },
    async history(store, { path, at, label, to, naiveTo }, options) {
      const place = (name: string) => ({ path: name, format: tableFormatOf(name) ?? formatUnknown(name) });
      const result = await withSources(store, ({ sources, definition }) =>
        features.trainingSet(
          {
            definition,
            sources,
            rows: { ...place(path), name: basename(path) },
            at,
            label,
            to: place(to),
            naive: naiveTo === null ? null : place(naiveTo),
          },
          options,
        ),
      );
      await features.noteHistory(result, null);
      return result;
    },
    materialize: (store, until, options) =>
      withSources(store, async ({ sources, definition, folder }) => {
        const sincePush = rows.lastPush(store);
        const to = join(folder, 'online.jsonl');
        const result = await features.snapshot({ definition, sources, until, to }, options);
        await online.fill(store, { path: to, digest: await digestOf(to) }, result, sincePush);
        tell(store);
        return result;
      }),
    online: (store, keys, at) => online.read(store, keys, at),
    async chooseOnline(store, to) {
      const { views } = known(store);
      const chosen = to.kind === 'redis' ? await redis.reach(to.url) : null;
      await redis.forget(store);
      await storage.write(() => {
        rows.putRedis(store, chosen);
        for (const { name } of views) rows.dropView(store, name);
      });
      tell(store);
      return onlineStoreOf(store);
    },
    async push(store, source, given) {
      sourceOf(known(store), source);
      const taken = await online.push(store, source, given);
      tell(store);
      return { taken, known: given.length - taken };
    },
    skew: (store, { path, at, limit }, options) =>
      withSources(store, async ({ sources, definition }) => {
        const asked = await fileAt(path);
        return tables.ask(skewJob, { definition, sources, rows: asked, at, limit }, { reads: [asked, ...filesOf({ sources })], ...options });
      }),

    door(store) {
      known(store);
      return doors.get(store);
    },
    async openDoor(store) {
      known(store);
      const door = await doors.open(store);
      // A core that stays answers there when this one has gone.
      if (!stopBell) bell.ring();
      return door;
    },
    async shutDoor(store) {
      known(store);
      await doors.shut(store);
      if (!stopBell) bell.ring();
    },
    async attend() {
      stopBell ??= bell.listen(() => void doors.attend());
      await doors.attend();
    },
    async close() {
      stopBell?.();
      await doors.close();
      await redis.close();
    },
  };
  return features;
}

function sourceOf({ views }: FeatureStoreDefinition, source: string): void {
  if (!views.some((view) => view.source === source)) throw new BancadaError('FEATURE_SOURCE_MISSING', { source });
}

function formatUnknown(path: string): never {
  throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: basename(path) });
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw new BancadaError('FILE_NOT_FOUND', { path }, { cause: error });
  }
  return hash.digest('hex');
}
