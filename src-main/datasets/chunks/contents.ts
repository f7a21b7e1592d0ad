/**
 * `createContents`: what versions hold, stored by chunk. A content is complete and somebody's in one transaction, or it is nobody's and goes;
 * rows speak only of bytes that are on the disk, and bytes go only after the rows that speak of them.
 */
import { existsSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { contentRows, StaleChunk } from './content-rows.ts';
import type { Slice } from './messages.ts';
import { runInThread } from './run-thread.ts';

export interface StoredContent {
  id: number;
  digest: string;
  bytes: number;
  /** What was stored for it, the rest being there already. */
  newBytes: number;
}

export interface WorkOptions {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}

export interface ContentsDeps {
  core: Pick<Core, 'storage' | 'home' | 'artifacts' | 'clock'>;
  thread: URL;
  owner: string;
}

export type Contents = ReturnType<typeof createContents>;

const tries = 3;

export function createContents({ core: { storage, home, artifacts, clock }, thread, owner }: ContentsDeps) {
  const rows = contentRows(storage.db);
  const root = join(home.artifacts, 'data');
  const packs = join(root, 'packs');
  const files = join(root, 'files');
  const incoming = join(root, 'incoming');
  /** Threads that make the same file. */
  const making = new Map<string, Promise<string>>();
  const place = (digest: string) => join(files, digest.slice(0, 2), digest);

  /** Reads a file or a folder into the store; `keep` runs in the transaction that makes the content whole. */
  async function add<T>(path: string, keep: (content: StoredContent) => T, options: WorkOptions = {}): Promise<T> {
    for (let left = tries; ; left--) {
      const id = await storage.write(() => rows.begin(owner));
      try {
        return await fill(id, path, keep, options);
      } catch (error) {
        await discard(id);
        // A chunk that was known when it was looked up has been collected since.
        if (!(error instanceof StaleChunk) || left === 1) throw error;
      }
    }
  }

  async function fill<T>(id: number, path: string, keep: (content: StoredContent) => T, { signal, progress }: WorkOptions): Promise<T> {
    let position = 0;
    let newBytes = 0;
    const slice = async (one: Slice) => {
      const first = position;
      position += one.entries.length;
      newBytes += await storage.write(() => rows.insertSlice(id, first, one));
    };
    const job = { kind: 'store', database: home.database, packs, owner, path } as const;
    const done = await runInThread(thread, job, { signal, progress, slice });
    const { digest, bytes } = done;
    signal?.throwIfAborted();
    const kept = await storage.write(() => {
      const content = rows.complete(id, done);
      return { value: keep({ id: content, digest, bytes, newBytes }), isTwice: content !== id };
    });
    if (kept.isTwice) await discard(id);
    return kept.value;
  }

  async function discard(id: number): Promise<void> {
    while (await storage.write(() => rows.forgetRecipe(id)));
    await storage.write(() => rows.forget(id));
  }

  /** Copies that nobody has asked for lately go first. */
  function seen(copy: string): string {
    const now = clock.now() / 1000;
    utimesSync(copy, now, now);
    return copy;
  }

  /** A version's bytes as a file or folder that nobody writes to: a step's own output where it is still kept, else one that is made now and may go again. */
  function file(digest: string): Promise<string> {
    if (artifacts.has(digest)) return Promise.resolve(artifacts.path(digest));
    const target = place(digest);
    if (existsSync(target)) return Promise.resolve(seen(target));
    const known = making.get(digest);
    if (known) return known;
    const made = (async () => {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const temporary = `${target}.${owner.replaceAll(':', '_')}.new`;
      rmSync(temporary, { recursive: true, force: true });
      await restore(digest, temporary, {}, 0o444);
      renameSync(seen(temporary), target);
      return target;
    })().finally(() => making.delete(digest));
    making.set(digest, made);
    return made;
  }

  /** Writes a content to a path where nothing is; nothing is left there when that fails. DATA_DAMAGED. */
  async function restore(digest: string, target: string, { signal, progress }: WorkOptions = {}, mode = 0o600): Promise<void> {
    const content = rows.idOf(digest);
    if (content === null) throw new BancadaError('DATA_DAMAGED', { digest });
    try {
      const made = await runInThread(thread, { kind: 'restore', database: home.database, packs, content, target, mode }, { signal, progress });
      if (made.digest !== digest) throw new BancadaError('DATA_DAMAGED', { digest });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(target, { recursive: true, force: true });
      throw error;
    }
  }

  return {
    root,
    packs,
    files,
    incoming,
    rows,
    add,
    file,
    restore,
    place,
    discard,
    /** Keeps it from being collected for a while: a run that is about to read it has not written that down yet. */
    touch: (digest: string) => storage.write(() => rows.touch(digest, clock.now())),
  };
}
