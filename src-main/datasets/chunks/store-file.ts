/** `storeFile`: reads a file once, in a thread: cuts it, hashes it, and writes the chunks that the store does not know. Memory does not grow with the file. */
import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { chunkSizes, cutPoint } from './chunker.ts';
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

const blockBytes = 4 << 20;

export async function storeFile({ db, packs, owner, path, send, progress }: StoreJob): Promise<{ digest: string; bytes: number }> {
  const known = db.prepare<[Uint8Array], number>('SELECT 1 FROM data_chunks WHERE digest = ?').pluck();
  const written = new Set<string>();
  const whole = createHash('sha256');
  const writer = openPackWriter(packs, owner, send);
  const file = openSync(path, 'r');
  try {
    const total = fstatSync(file).size;
    const buffer = Buffer.allocUnsafe(blockBytes + chunkSizes.max);
    let start = 0;
    let end = 0;
    let done = 0;
    for (let isOver = false; !isOver || start < end; ) {
      if (!isOver && end - start < chunkSizes.max) {
        buffer.copyWithin(0, start, end);
        end -= start;
        start = 0;
        const read = readSync(file, buffer, end, blockBytes, null);
        whole.update(buffer.subarray(end, end + read));
        end += read;
        isOver = read === 0;
        progress(done, total);
        continue;
      }
      const cut = cutPoint(buffer, start, end);
      const chunk = buffer.subarray(start, cut);
      const digest = hash('sha256', chunk, 'hex');
      const isNew = !written.has(digest) && known.get(Buffer.from(digest, 'hex')) === undefined;
      if (isNew) written.add(digest);
      await writer.add(digest, chunk.length, isNew ? chunk : null);
      done += chunk.length;
      start = cut;
    }
    await writer.end();
    progress(done, total);
    return { digest: whole.digest('hex'), bytes: done };
  } finally {
    closeSync(file);
  }
}
