/** `changeTree`: writes of the tree. A change inside a stored folder first turns it into the rows of its files. */
import { BancadaError } from '../../contract/errors.ts';
import type { Received } from '../../storage/artifacts-uploads.ts';
import type { ArtifactStore, Storage, StoredArtifact } from '../../storage/index.ts';
import { folderOf, join } from './path.ts';
import type { TreeRows } from './rows.ts';

/** Rows of one change: a few milliseconds. */
const atOnce = 200;

export function changeTree({ write }: Pick<Storage, 'write'>, rows: TreeRows, store: ArtifactStore) {
  const taken = (path: string, by: string) => new BancadaError('ARTIFACT_PATH_TAKEN', { path, taken: by });

  /** The nearest folder above `path`, when it is a stored one. */
  function storedAbove(path: string): { path: string; digest: string } | null {
    for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
      const row = rows.find(at);
      if (row) return row.kind === 'folder' && row.digest ? { path: at, digest: row.digest } : null;
    }
    return null;
  }

  function refuseTaken(path: string): void {
    if (rows.find(path)?.kind === 'folder') throw taken(path, path);
    for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
      const row = rows.find(at);
      if (row?.kind === 'file') throw taken(path, at);
      if (row) return;
    }
  }

  function makeFoldersFor(path: string): void {
    for (let at = folderOf(path); at !== '' && !rows.find(at); at = folderOf(at)) rows.put(at, 'folder', null, null);
  }

  /** A folder is there as long as something is in it. */
  function prune(path: string): void {
    for (let at = folderOf(path); at !== '' && rows.isEmpty(at); at = folderOf(at)) rows.remove(at);
  }

  /** Inside a transaction; `path` is not in a stored folder. */
  function drop(path: string): boolean {
    const removed = rows.remove(path);
    if (removed) prune(path);
    return removed;
  }

  async function openFolder(path: string, digest: string): Promise<void> {
    const files = await store.files(digest);
    await write(() => {
      if (rows.find(path)?.digest !== digest) return;
      rows.put(path, 'folder', null, null);
      for (const file of files) {
        const inside = join(path, file.name);
        makeFoldersFor(inside);
        rows.put(inside, 'file', file.digest, file.bytes);
      }
    });
  }

  /** One change of the tree at `path`, once no stored folder lies above it. */
  async function inOpen<T>(path: string, change: () => T): Promise<T> {
    for (;;) {
      const outcome = await write(() => {
        const stored = storedAbove(path);
        return stored ? { stored } : { value: change() };
      });
      if (!outcome.stored) return outcome.value;
      await openFolder(outcome.stored.path, outcome.stored.digest);
    }
  }

  return {
    refuseTaken,
    putFile: (path: string, received: Received) =>
      inOpen(path, () => {
        refuseTaken(path);
        const before = rows.find(path);
        if (before && before.digest !== received.digest) rows.leave(before.digest!);
        received.place();
        makeFoldersFor(path);
        rows.put(path, 'file', received.digest, received.bytes);
      }),

    attach: (path: string, { kind, digest, bytes }: StoredArtifact) =>
      inOpen(path, () => {
        rows.remove(path);
        refuseTaken(path);
        makeFoldersFor(path);
        rows.put(path, kind, digest, bytes);
      }),

    drop,
    /** Of a large folder in several changes, as a disk would. */
    async remove(path: string): Promise<boolean> {
      for (let removed = false; ; removed = true) {
        const done = await inOpen(path, () => (rows.removeSome(path, atOnce) === atOnce ? null : drop(path)));
        if (done !== null) return done || removed;
      }
    },

    /** Turns every stored folder at or below `path`, or above it, into the rows of its files. */
    async openStored(path: string): Promise<void> {
      await inOpen(join(path, 'x'), () => undefined);
      for (const { folder, name, digest } of rows.storedBelow(path)) await openFolder(join(folder, name), digest);
    },
  };
}
