/** `storeFile`: reads a file once, in a thread: cuts it, hashes it, and writes the chunks that the store does not know. Memory does not grow with the file. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { createCutter } from './cutter.ts';
import type { Slice } from './messages.ts';
import { openPackWriter } from './pack-writer.ts';

export interface StoreJob {
  db: Sqlite.Database;
  packs: string;
  owner: string;
  path: string;
  send(slice: Slice): Promise<void>;
  progress(done: number, total: number): void;
}

export async function storeFile({ db, packs, owner, path, send, progress }: StoreJob): Promise<{ digest: string; bytes: number }> {
  const whole = createHash('sha256');
  const writer = openPackWriter(packs, owner, send);
  const file = openSync(path, 'r');
  try {
    const total = fstatSync(file).size;
    let done = 0;
    const { bytes } = await createCutter(
      db,
      writer,
    )((buffer, at, length) => {
      const read = readSync(file, buffer, at, length, null);
      whole.update(buffer.subarray(at, at + read));
      done += read;
      progress(done, total);
      return read;
    });
    await writer.end();
    return { digest: whole.digest('hex'), bytes };
  } finally {
    closeSync(file);
  }
}
