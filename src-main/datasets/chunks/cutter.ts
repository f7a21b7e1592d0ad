/** `createCutter`: bytes cut where they say so themselves; chunks that the store does not know go to the pack writer. Memory does not grow with what is read. */
import { hash } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import { chunkSizes, cutPoint } from './chunker.ts';
import type { openPackWriter } from './pack-writer.ts';

/** Puts up to `length` bytes at `at`; 0 at the end. */
export type Read = (buffer: Buffer, at: number, length: number) => number;

const blockBytes = 4 << 20;

export function createCutter(db: Sqlite.Database, writer: ReturnType<typeof openPackWriter>) {
  const known = db.prepare<[Uint8Array], number>('SELECT 1 FROM data_chunks WHERE digest = ?').pluck();
  const written = new Set<string>();
  const buffer = Buffer.allocUnsafe(blockBytes + chunkSizes.max);

  /** To the end of what is read; the last chunk ends there. */
  return async function cut(read: Read): Promise<{ chunks: number; bytes: number }> {
    let start = 0;
    let end = 0;
    let bytes = 0;
    let chunks = 0;
    for (let isOver = false; !isOver || start < end; ) {
      if (!isOver && end - start < chunkSizes.max) {
        buffer.copyWithin(0, start, end);
        end -= start;
        start = 0;
        const more = read(buffer, end, blockBytes);
        end += more;
        isOver = more === 0;
        continue;
      }
      const at = cutPoint(buffer, start, end);
      const chunk = buffer.subarray(start, at);
      const digest = hash('sha256', chunk, 'hex');
      const isNew = !written.has(digest) && known.get(Buffer.from(digest, 'hex')) === undefined;
      if (isNew) written.add(digest);
      await writer.add(digest, chunk.length, isNew ? chunk : null);
      bytes += chunk.length;
      chunks += 1;
      start = at;
    }
    return { chunks, bytes };
  };
}
