/**
 * `createArtifactTree`: all artifacts as one tree of files and folders over the content-addressed store. A folder is there as long as something is in it.
 * Nothing here opens a path that a client gave: a path is looked up, a digest is opened.
 */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { StoredArtifact } from '../../storage/index.ts';
import { changeTree } from './change.ts';
import { type Found, type ListedEntry, lookUp } from './look-up.ts';
import { checkArtifactPath, join } from './path.ts';
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
  /** What lies at a path as one stored artifact that stays whatever happens to the path, or null. */
  snapshot(path: string): Promise<StoredArtifact | null>;
  /** Inside a transaction of the caller, who calls `reclaim` after it. */
  drop(path: string): void;
  /** Frees what nobody shows any more; answers with the bytes. */
  reclaim(): Promise<number>;
  /** What cores that died in the middle of something left behind goes away. */
  recover(): Promise<void>;
}

export function createArtifactTree({ storage, artifacts: store }: Pick<Core, 'storage' | 'artifacts'>): ArtifactTree {
  const rows = treeRows(storage);
  const look = lookUp(rows, store);
  const change = changeTree(storage, rows, store);
  const { reclaim, recover } = createReclaim(storage, rows, store.uploads);

  return {
    list: (path) => look.list(checkArtifactPath(path)),
    find: (path) => look.find(checkArtifactPath(path)),
    async put(path, bytes) {
      checkArtifactPath(path);
      if (path === '') throw new BancadaError('ARTIFACT_PATH_INVALID', { path });
      // Before the bytes are read, and again when they are recorded.
      change.refuseTaken(path);
      const received = await store.uploads.receive(bytes);
      try {
        await change.putFile(path, received);
      } catch (error) {
        await storage.write(() => rows.leave(received.digest));
        throw error;
      } finally {
        await received.done();
        await reclaim();
      }
    },
    async attach(path, artifact) {
      await change.attach(checkArtifactPath(path), artifact);
      await reclaim();
    },
    async delete(path) {
      const deleted = await change.remove(checkArtifactPath(path));
      await reclaim();
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
    drop: (path) => void rows.remove(checkArtifactPath(path)),
    reclaim,
    recover,
  };
}
