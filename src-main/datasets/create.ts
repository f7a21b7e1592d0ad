/** `createDatasets`: the domain: sets over contents over chunks, with imports, differences and garbage. */
import { existsSync, lstatSync } from 'node:fs';
import { resolve as absolute, basename } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { Core } from '../common/core.ts';
import { leave, newOwner } from '../common/owner.ts';
import type { FilesPage } from '../contract/data-folders.ts';
import type { DataPiece, DataSet, DataVersion, GcPolicy, GcPreview } from '../contract/datasets.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Preview } from '../contract/run-views.ts';
import type { TableProfile, TableRelations, TableSample } from '../contract/tables.ts';
import { asJson, inlineReaders, type Readers } from '../storage/index.ts';
import type { SampleRequest, TableFile } from '../tables/tables.ts';
import { createContents, type WorkOptions } from './chunks/contents.ts';
import type { DataInput, Datasets } from './datasets.ts';
import { createDifferences, type TableReads } from './diff/differences.ts';
import { createDownload } from './download.ts';
import { createFolders, type FilesAsked } from './folders/folders.ts';
import { createCollection } from './garbage/collect.ts';
import { createPreview } from './garbage/create-preview.ts';
import { parseReference } from './reference.ts';
import { createSets, type NewVersion } from './sets/sets.ts';
import { createSetViews } from './sets/views.ts';
import { createShipped } from './shipped.ts';
import { createJobs, type Jobs } from './work/jobs.ts';
import { createUploads, type DataUploads } from './work/uploads.ts';

export interface ImportRequest {
  name: string;
  from: { path: string } | { uploadId: string } | { uploads: readonly { uploadId: string; path: string }[] };
  fileName?: string | undefined;
  message: string;
  tag?: string | undefined;
}

export interface DatasetsDomain extends Datasets {
  readonly jobs: Pick<Jobs, 'get' | 'watch' | 'cancel'>;
  readonly upload: DataUploads['receive'];
  list(): Promise<DataSet[]>;
  get(name: string): Promise<DataSet & { items: DataVersion[]; history: ReturnType<ReturnType<typeof createSets>['get']>['history'] }>;
  /** As `resolve`, and what comes with the lab is entered first. */
  find(reference: string): Promise<DataVersion>;
  import(request: ImportRequest): { jobId: string };
  export(name: string, version: number, path: string): { jobId: string };
  files(name: string, version: number, asked: FilesAsked): Promise<FilesPage>;
  filePreview(name: string, version: number, path: string): Promise<Preview>;
  diff(name: string, from: number, to: number, key: readonly string[]): { jobId: string };
  download(name: string, version: number): AsyncGenerator<DataPiece>;
  profile(name: string, version: number): Promise<TableProfile>;
  relations(name: string, version: number, signal?: AbortSignal): Promise<TableRelations>;
  sample(name: string, version: number, request: SampleRequest): Promise<TableSample>;
  /** As a table to read. DATA_NO_TABLE, DATA_DAMAGED. */
  tableOf(version: DataVersion): Promise<TableFile>;
  readonly sets: Pick<ReturnType<typeof createSets>, 'describe' | 'setTag' | 'deleteTag' | 'makeCurrent' | 'deleteVersions' | 'undelete'>;
  gcPreview(policy: GcPolicy): Promise<GcPreview>;
  gc(policy: GcPolicy): { jobId: string };
  /** What cores that died left half-made. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

export interface DatasetsDeps {
  catalog: Pick<Catalog, 'datasets' | 'dataset'>;
  tables: TableReads;
  readers?: Readers;
  /** The module that calls `serveData`. */
  thread: URL;
}

export function createDatasets(core: Core, { catalog, tables, readers = inlineReaders(core.storage.db), thread }: DatasetsDeps): DatasetsDomain {
  const owner = newOwner();
  const contents = createContents({ core, thread, owner });
  const sets = createSets(core);
  const shipped = createShipped(catalog, contents, sets);
  const uploads = createUploads(contents.incoming, owner);
  const jobs = createJobs(core);
  const collection = createCollection({ core, contents, thread, owner });
  const folders = createFolders(contents, readers, tables);
  const differences = createDifferences(core, contents, tables, folders);
  const preview = createPreview(core, contents, readers);
  const views = createSetViews(sets, shipped, async (ids) => asJson<number[]>(await preview.stored(ids)));

  async function store(path: string, about: NewVersion, options?: WorkOptions): Promise<{ version: DataVersion; isNew: boolean }> {
    sets.check(about);
    const published = await contents.add(path, (content) => sets.publish(about, content), options);
    sets.published(about.name, published);
    return { version: sets.versionOf(about.name, published.version), isNew: published.isNew };
  }

  async function find(reference: string): Promise<DataVersion> {
    const name = parseReference(reference)?.name;
    if (name !== undefined && shipped.has(name)) await shipped.enter(name);
    return sets.resolve(reference);
  }

  async function dataset(reference: string, digest?: string): Promise<DataInput> {
    // What comes with the lab is a file already, and a run that reads it waits for nothing else.
    if (shipped.has(reference)) return catalog.dataset(reference);
    const version = (digest === undefined ? undefined : sets.ofDigest(digest)) ?? (await find(reference));
    await contents.touch(version.digest);
    const format = version.format === 'parquet' ? 'file' : version.format;
    return { path: await contents.file(version.digest), digest: version.digest, fileName: version.fileName, format };
  }

  /** After a work that was given up, what it had stored is nobody's. */
  const tidy = (error: unknown): never => {
    void collection.sweep().catch((cause) => core.log.warn('data not swept', { error: cause }));
    throw error;
  };

  return {
    jobs,
    upload: uploads.receive,
    list: views.list,
    get: views.get,
    find,
    dataset,
    resolve: (reference) => sets.resolve(reference),
    latest: (name) => sets.latest(name),
    async publish({ path, signal, ...about }) {
      return (await store(path, { ...about, message: about.message ?? '', origin: 'step', by: about.runId }, { signal }).catch(tidy)).version;
    },
    import({ name, from, fileName, message, tag }) {
      const path = 'path' in from ? absolute(from.path) : 'uploads' in from ? uploads.gather(from.uploads) : uploads.pathOf(from.uploadId);
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (!found?.isFile() && !found?.isDirectory()) throw new BancadaError('FILE_NOT_FOUND', { path });
      const about = { name, fileName: fileName ?? basename(path), message, tag, origin: 'import', by: 'user' } as const;
      if (shipped.has(name)) throw new BancadaError('DATA_SET_SHIPPED', { name });
      sets.check(about);
      return jobs.start('import', async (options) => {
        try {
          return await store(path, about, options);
        } catch (error) {
          return tidy(error);
        } finally {
          if (!('path' in from)) await uploads.forget(path);
        }
      });
    },
    export(name, version, to) {
      const { digest } = sets.versionOf(name, version);
      const path = absolute(to);
      if (existsSync(path)) throw new BancadaError('FILE_EXISTS', { path });
      return jobs.start('export', async (options) => {
        await contents.restore(digest, path, options);
        return { path };
      });
    },
    files: async (name, version, asked) => folders.files(sets.versionOf(name, version, true), asked),
    filePreview: async (name, version, path) => folders.preview(sets.versionOf(name, version, true), path),
    diff: (name, from, to, key) => {
      const [before, after] = [sets.versionOf(name, from, true), sets.versionOf(name, to, true)];
      return jobs.start('diff', async (options) => ({ diff: await differences.diff(before, after, key, options) }));
    },
    download: (name, version) => createDownload(contents, sets.versionOf(name, version, true)),
    profile: (name, version) => differences.profile(sets.versionOf(name, version, true)),
    relations: async (name, version, signal) => differences.relations(sets.versionOf(name, version, true), signal),
    sample: async (name, version, request) => tables.sample(await differences.fileOf(sets.versionOf(name, version, true)), request),
    tableOf: differences.fileOf,
    sets,
    gcPreview: preview.of,
    gc: (policy) => jobs.start('gc', async (options) => ({ collected: await collection.collect(policy, options) })),
    async recover() {
      await uploads.clear();
      await collection.sweep();
    },
    async close() {
      await jobs.close();
      await uploads.clear(true);
      leave(owner);
    },
  };
}
