/** `readChunks`: the bytes of a content, chunk by chunk, whatever packs they lie in and wherever they are moved meanwhile. */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';

export interface ChunkPlace {
  position: number;
  bytes: number;
  start: number;
  pack: string;
}

const onePage = 256;
const openAtOnce = 16;

/** Those from position `from` on and before `to`. Each buffer is only good until the next. */
export function* readChunks(
  db: Sqlite.Database,
  packs: string,
  content: number,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number; to?: number } = {},
): Generator<Uint8Array> {
  const page = db.prepare<[number, number, number, number], ChunkPlace>(
    `SELECT r.position, c.bytes, c.start, p.name AS pack FROM data_recipes r JOIN data_chunks c ON c.id = r.chunk JOIN data_packs p ON p.id = c.pack
     WHERE r.content = ? AND r.position >= ? AND r.position < ? ORDER BY r.position LIMIT ?`,
  );
  const files = openFiles(packs);
  let buffer = Buffer.alloc(0);
  try {
    for (let next = from, tries = 0; ; ) {
      const places = page.all(content, next, to, onePage);
      if (places.length === 0) return;
      for (const { position, bytes, start, pack } of places) {
        const file = files.open(pack);
        if (file === null) {
          // It was rewritten between our question and now: the rows know better.
          if (++tries > 10) throw new Error(`pack ${pack} is missing`);
          break;
        }
        if (buffer.length < bytes) buffer = Buffer.allocUnsafe(bytes);
        const chunk = buffer.subarray(0, bytes);
        for (let at = 0; at < bytes; ) {
          const read = readSync(file, chunk, at, bytes - at, start + at);
          if (read === 0) throw new Error(`pack ${pack} ends before its chunk at ${start}`);
          at += read;
        }
        yield chunk;
        next = position + 1;
        tries = 0;
      }
    }
  } finally {
    files.close();
  }
}

function openFiles(folder: string) {
  const files = new Map<string, number>();
  return {
    open(name: string): number | null {
      const known = files.get(name);
      if (known !== undefined) return known;
      try {
        const file = openSync(join(folder, name), 'r');
        if (files.size >= openAtOnce) {
          const [oldest] = files;
          closeSync(oldest![1]);
          files.delete(oldest![0]);
        }
        files.set(name, file);
        return file;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    close(): void {
      for (const file of files.values()) closeSync(file);
    },
  };
}
