/**
 * `createCollection`: versions that a policy lets go, and then whatever is stored for nobody. Each version is looked at again inside the change that takes it;
 * rows go before the bytes that they speak of; what a core that died left half-taken is taken further. Imports go on meanwhile.
 */
import { existsSync, lstatSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import { isAlive } from '../../common/owner.ts';
import type { GcPolicy } from '../../contract/datasets.ts';
import type { Contents, WorkOptions } from '../chunks/contents.ts';
import type { Slice } from '../chunks/messages.ts';
import { runInThread } from '../chunks/run-thread.ts';
import { idleCopies } from './copies.ts';
import { collectable, graceMs } from './policy.ts';
import { garbageRows, type PackRow } from './rows.ts';

export interface Collected {
  versions: number;
  freedBytes: number;
}

export interface CollectionDeps {
  core: Pick<Core, 'storage' | 'home' | 'clock' | 'changes'>;
  contents: Contents;
  thread: URL;
  owner: string;
}

const versionsAtOnce = 50;
const chunksAtOnce = 1000;
/** A pack is rewritten when so much of it is nobody's. */
const deadShare = 0.05;

export function createCollection({ core: { storage, home, clock, changes }, contents, thread, owner }: CollectionDeps) {
  const policies = collectable(storage.db);
  const rows = garbageRows(storage.db);
  let last: Promise<unknown> = Promise.resolve();

  const ownerOf = (pack: string) => pack.split('+')[0]!.replaceAll('_', ':');
  /** Its core lives and is writing: it may be about to speak of what lies there. Only inside a change. */
  const isBusy = (pack: string) => isAlive(ownerOf(pack)) && rows.isWriting(ownerOf(pack));

  async function takeVersions(policy: GcPolicy, signal?: AbortSignal): Promise<number> {
    const found = policies.all(policy, clock.now());
    let taken = 0;
    for (let at = 0; at < found.length; at += versionsAtOnce) {
      signal?.throwIfAborted();
      const some = found.slice(at, at + versionsAtOnce);
      taken += await storage.write(() => {
        const now = clock.now();
        const still = some.filter((one) => policies.isStill(policy, now, one));
        for (const { set, version } of still) rows.dropVersion(set, version, now);
        return still.length;
      });
    }
    await storage.write(() => rows.dropEmptySets());
    for (const name of new Set(found.map((one) => one.name))) changes.publish({ topic: 'datasets', id: name });
    return taken;
  }

  async function takeContents(): Promise<void> {
    for (;;) {
      const digests = await storage.write(() => rows.giveUpContents());
      if (digests.length === 0) break;
    }
    for (const { id, owner: whose } of rows.unfinished()) if (!isAlive(whose)) await contents.discard(id);
  }

  async function takeChunks(): Promise<void> {
    for (let after = 0; ; ) {
      const upTo = await storage.write(() => {
        const end = rows.page(after, chunksAtOnce);
        if (end !== null) rows.dropChunks(after, end);
        return end;
      });
      if (upTo === null) return;
      after = upTo;
    }
  }

  /** Answers with the bytes that the disk has back. */
  async function takePacks(): Promise<number> {
    let freed = 0;
    for (const { id, name } of rows.packs()) {
      const isFree = await storage.write(() => {
        if (rows.hasChunks(id) || isBusy(name)) return false;
        rows.dropPack(id);
        return true;
      });
      if (isFree) freed += await remove(join(contents.packs, name));
    }
    return freed;
  }

  async function rewrite(pack: PackRow, signal?: AbortSignal): Promise<void> {
    // Says that we are writing, as an import does.
    const mark = await storage.write(() => contents.rows.begin(owner));
    const slice = (one: Slice) => storage.write(() => contents.rows.move(pack.id, one));
    const job = { kind: 'repack', database: home.database, packs: contents.packs, owner, pack: pack.id } as const;
    try {
      await runInThread(thread, job, { signal, slice });
    } finally {
      await contents.discard(mark);
    }
  }

  /** Files that no row speaks of: of a core that died, or of an import that was given up. */
  async function takeStrays(): Promise<number> {
    let freed = 0;
    const names = existsSync(contents.packs) ? await readdir(contents.packs) : [];
    for (const name of names) {
      const isStray = await storage.write(() => !rows.isPack(name) && !isBusy(name));
      if (isStray) freed += await remove(join(contents.packs, name));
    }
    return freed;
  }

  /** Copies that were made for reading, and are made again when somebody reads. */
  async function takeCopies(): Promise<number> {
    let freed = 0;
    for (const { path, digest, bytes } of await idleCopies(contents.files, clock.now() - graceMs)) {
      const isIdle = await storage.write(() => rows.isIdle(digest, clock.now() - graceMs));
      if (!isIdle) continue;
      await rm(path, { recursive: true, force: true });
      freed += bytes;
    }
    return freed;
  }

  async function sweep({ signal, progress }: WorkOptions = {}): Promise<number> {
    const steps = [takeContents, takeChunks, takePacks, takeStrays, takeCopies];
    let freed = 0;
    for (const [index, step] of steps.entries()) {
      signal?.throwIfAborted();
      freed += (await step()) ?? 0;
      progress?.(index + 1, steps.length + 1);
    }
    const holed = rows.packs().filter(({ bytes, live }) => bytes - live > bytes * deadShare);
    for (const pack of holed) {
      signal?.throwIfAborted();
      if (isBusy(pack.name)) continue;
      await rewrite(pack, signal);
      freed -= pack.live;
    }
    if (holed.length > 0) freed += await takePacks();
    return freed;
  }

  /** One after another: two at once would only wait for each other. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  }

  return {
    collect: (policy: GcPolicy, options: WorkOptions = {}): Promise<Collected> =>
      alone(async () => ({ versions: await takeVersions(policy, options.signal), freedBytes: Math.max(0, await sweep(options)) })),
    /** Only what is stored for nobody. */
    sweep: (options: WorkOptions = {}): Promise<number> => alone(() => sweep(options)),
  };
}

async function remove(path: string): Promise<number> {
  const bytes = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  await rm(path, { force: true });
  return bytes;
}
