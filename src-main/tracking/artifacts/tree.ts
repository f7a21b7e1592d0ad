/**
 * `createArtifactTree`: all artifacts as one tree of files and folders over the content-addressed store. A folder is there as long as something is in it.
 * Nothing here opens a path that a client gave: a path is looked up, a digest is opened.
 */
import type { Core } from '../../common/core.ts';
import type { Received } from '../../storage/artifacts-uploads.ts';
import type { StoredArtifact } from '../../storage/index.ts';
import { changeTree } from './change.ts';
import { type Found, type ListedEntry, lookUp } from './look-up.ts';
import { createPartUploads, type PartUploads } from './part-uploads.ts';
import { checkArtifactPath, checkFilePath, join } from './path.ts';
import { createReclaim } from './reclaim.ts';
import { treeRows } from './rows.ts';

export type { Found, ListedEntry } from './look-up.ts';

/** Every path is from the root of the tree: ARTIFACT_PATH_INVALID when it could mean anything else. */
export interface ArtifactTree {
  /** What lies directly in a folder, by name; null when there is nothing at that path, and an empty list for a file, as clients expect. */
  list(path: string): ListedEntry[] | null;
  find(path: string): Found | null;
  /** Durable when it resolves. A file of that name is replaced; ARTIFACT_PATH_TAKEN when a folder lies there or a file lies on the way; DISK_FULL. */
  put(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Shows something stored under `path`, in place of whatever is there. */
  attach(path: string, artifact: StoredArtifact): Promise<void>;
  /** A file, or a folder with all that is in it; false when there is nothing. */
  delete(path: string): Promise<boolean>;
  bytes(path: string): number;
  /** The folder at a path as a stored one, which stays whatever happens to the path; null when there is none. */
  snapshot(path: string): Promise<StoredArtifact | null>;
  /** Inside a transaction of the caller, who calls `reclaim` after it. */
  drop(path: string): void;
  /** Frees what nobody shows any more; answers with the bytes. */
  reclaim(): Promise<number>;
  /** What cores that died in the middle of something left behind goes away, and uploads in parts that nobody goes on with. */
  recover(): Promise<void>;
  readonly uploads: PartUploads;
}

export function createArtifactTree(
  { storage, artifacts: store, clock }: Pick<Core, 'storage' | 'artifacts' | 'clock'>,
  changed: (path: string) => void = () => undefined,
): ArtifactTree {
  const rows = treeRows(storage);
  const look = lookUp(rows, store);
  const change = changeTree(storage, rows, store);
  const { reclaim, recover } = createReclaim(storage, rows, store.uploads);

  async function put(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    checkFilePath(path);
    // Before the bytes are read, and again when they are recorded.
    change.refuseTaken(path);
    await receive(bytes, (received) => change.putFile(path, received));
    changed(path);
  }

  /** Reads to the end and records it; what could not be recorded does not stay. */
  async function receive(bytes: AsyncIterable<Uint8Array>, record: (received: Received) => Promise<void>): Promise<void> {
    const received = await store.uploads.receive(bytes);
    try {
      await record(received);
    } catch (error) {
      await storage.write(() => rows.leave(received.digest));
      throw error;
    } finally {
      await received.done();
      await reclaim();
    }
  }

  const uploads = createPartUploads({ storage, clock, store: store.uploads, rows, put, receive, reclaim });

  return {
    list: (path) => look.list(checkArtifactPath(path)),
    find: (path) => look.find(checkArtifactPath(path)),
    put,
    async attach(path, artifact) {
      await change.attach(checkArtifactPath(path), artifact);
      await reclaim();
      changed(path);
    },
    async delete(path) {
      const deleted = await change.remove(checkArtifactPath(path));
      await reclaim();
      changed(path);
      return deleted;
    },
    bytes(path) {
      const row = rows.find(checkArtifactPath(path));
      return row?.kind === 'file' ? row.bytes! : (row?.bytes ?? 0) + rows.bytesBelow(path);
    },
    async snapshot(path) {
      checkArtifactPath(path);
      const row = rows.find(path);
      if (row?.kind === 'folder' && row.digest) return { kind: 'folder', digest: row.digest, bytes: row.bytes! };
      await change.openStored(path);
      const files = rows.filesBelow(path).map(({ folder, name, ...file }) => ({ name: join(folder, name).slice(path.length + 1), ...file }));
      return files.length > 0 ? store.assemble(files) : null;
    },
    drop: (path) => void change.drop(checkArtifactPath(path)),
    reclaim,
    async recover() {
      await recover();
      await uploads.sweep();
    },
    uploads,
  };
}
