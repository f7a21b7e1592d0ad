/**
 * `openUploads`: bytes that clients send. They are written and hashed as they arrive, synced, and only then take their place under their digest.
 *
 * A file is nobody's until its record is written, so each arrival keeps a second name in `incoming`, made of who receives it and its digest,
 * until that is done. Whoever comes after a crash finds there all that was left half-done.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';
import { linkOrCopy, syncFolder } from './artifacts-files.ts';

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
  /** Takes a digest away: inside the transaction that saw that nobody has it. Answers with the bytes that became free. */
  forget(digest: string): number;
  /** What cores that died left behind, as digests that may be nobody's; call the function once they were looked at. */
  leftovers(): Promise<{ digests: string[]; clear(): Promise<void> }>;
}

export function openUploads(root: string, kept: (digest: string) => string): Uploads {
  const incoming = join(root, 'incoming');
  const owner = newOwner().replaceAll(':', '_');
  const place = (digest: string) => join(root, digest.slice(0, 2), digest);

  /** Whether there was something to do. */
  function settle(from: string, digest: string): boolean {
    const target = place(digest);
    if (existsSync(target)) return false;
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    // What steps left is kept for good: the same bytes are not stored twice.
    linkOrCopy(existsSync(kept(digest)) ? kept(digest) : from, target);
    return true;
  }

  async function receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    let held = join(incoming, `${owner}+${randomBytes(8).toString('hex')}`);
    try {
      const { digest, length } = await write(held, bytes);
      const named = `${held}.${digest}`;
      await rename(held, named);
      held = named;
      if (settle(named, digest)) await syncFolder(dirname(place(digest)));
      return { digest, bytes: length, place: () => void settle(named, digest), done: () => rm(named, { force: true }) };
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
      rmSync(path, { force: true });
      return found?.nlink === 1 ? found.size : 0;
    },
    async leftovers() {
      const names = existsSync(incoming) ? await readdir(incoming) : [];
      const left = names.filter((name) => !isAlive(name.split('+')[0]!.replaceAll('_', ':')));
      return {
        digests: left.flatMap((name) => name.split('.')[1] ?? []),
        clear: async () => void (await Promise.all(left.map((name) => rm(join(incoming, name), { force: true })))),
      };
    },
  };
}

/** Chunks go through one handle in order; the next one is hashed while the last is on its way to the disk. */
async function write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<{ digest: string; length: number }> {
  const hash = createHash('sha256');
  let length = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    let writing: Promise<unknown> = Promise.resolve();
    for await (const chunk of bytes) {
      length += chunk.length;
      hash.update(chunk);
      await writing;
      writing = file.appendFile(chunk);
      // Seen by the next `await`; without this, a failure before then would count as nobody's.
      writing.catch(() => undefined);
    }
    await writing;
    await file.chmod(0o444);
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: hash.digest('hex'), length };
}
