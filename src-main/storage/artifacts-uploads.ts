/**
 * `openUploads`: bytes that clients send. They are written and hashed as they arrive, and take their place under their digest before anyone is told.
 *
 * A file is nobody's until its record is written, so each arrival keeps a second name in `incoming`, made of who receives it and its digest,
 * until that is done. Whoever comes after a crash finds there all that was left half-done.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';
import { linkOrCopy } from './artifacts-files.ts';
import { syncFile, syncFileNow, writeHashed } from './artifacts-write.ts';

export interface Received {
  readonly digest: string;
  readonly bytes: number;
  /** Makes sure of their place, inside the transaction that writes who has them: another core may just have taken it away as nobody's. */
  place(): void;
  /** After that transaction, whatever came of it. */
  done(): Promise<void>;
}

export interface Uploads {
  readonly root: string;
  /** Where a digest lies, or would. */
  place(digest: string): string;
  /** Reads to the end. DISK_FULL; whatever goes wrong, nothing stays behind. */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received>;
  /** Takes a digest from its place: inside the transaction that saw that nobody has it. Answers with the bytes that become free. */
  forget(digest: string): number;
  /** After that transaction: what was forgotten leaves the disk, which can take long. */
  discard(): Promise<void>;
  /**
   * What cores that died left behind, as digests that may be nobody's, and after a power cut only half there: nothing is received
   * before they were looked at and `clear` was called.
   */
  leftovers(): Promise<{ digests: string[]; clear(): void }>;
}

export function openUploads(root: string, kept: (digest: string) => string): Uploads {
  const incoming = join(root, 'incoming');
  const owner = newOwner().replaceAll(':', '_');
  const place = (digest: string) => join(root, digest.slice(0, 2), digest);
  const newName = () => `${owner}+${randomBytes(8).toString('hex')}`;
  const discarded: string[] = [];

  /** False when it was there. */
  function settle(from: string, digest: string): boolean {
    const target = place(digest);
    if (existsSync(target)) return false;
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    // What steps left is kept for good: the same bytes are not stored twice.
    linkOrCopy(existsSync(kept(digest)) ? kept(digest) : from, target);
    return true;
  }

  async function receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    mkdirSync(incoming, { recursive: true, mode: 0o700 });
    let held = join(incoming, newName());
    try {
      const { digest, length } = await writeHashed(held, bytes);
      const named = `${held}.${digest}`;
      renameSync(held, named);
      held = named;
      settle(named, digest);
      await syncFile(place(digest));
      return {
        digest,
        bytes: length,
        place: () => {
          if (settle(named, digest)) syncFileNow(place(digest));
        },
        done: () => rm(named, { force: true }),
      };
    } catch (error) {
      await rm(held, { force: true });
      const full = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
      throw full ? new BancadaError('DISK_FULL', { path: root }, { cause: error }) : error;
    }
  }

  return {
    root,
    place,
    receive,
    forget(digest) {
      const path = place(digest);
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (!found) return 0;
      // Another name costs little; to give back what a file holds may take milliseconds, which is nothing to do under the write lock.
      const forgotten = join(incoming, newName());
      mkdirSync(incoming, { recursive: true, mode: 0o700 });
      renameSync(path, forgotten);
      discarded.push(forgotten);
      return found.nlink === 1 ? found.size : 0;
    },
    async discard() {
      while (discarded.length > 0) await Promise.all(discarded.splice(0, 8).map((path) => rm(path, { force: true })));
    },
    async leftovers() {
      const names = existsSync(incoming) ? await readdir(incoming) : [];
      const left = names.filter((name) => !isAlive(name.split('+')[0]!.replaceAll('_', ':')));
      return {
        digests: left.flatMap((name) => name.split('.')[1] ?? []),
        clear: () => {
          for (const name of left) rmSync(join(incoming, name), { force: true });
        },
      };
    },
  };
}
