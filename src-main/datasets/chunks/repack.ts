/** `repack`: the chunks of a pack that are still somebody's, written into a new one; in a thread. The old one is given up once the rows say so. */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import type { Slice } from './messages.ts';
import { openPackWriter } from './pack-writer.ts';

export interface RepackJob {
  db: Sqlite.Database;
  packs: string;
  owner: string;
  pack: number;
  send(slice: Slice): Promise<void>;
}

export async function repack({ db, packs, owner, pack, send }: RepackJob): Promise<{ digest: string; bytes: number }> {
  const name = db.prepare<[number], string>('SELECT name FROM data_packs WHERE id = ?').pluck().get(pack);
  if (name === undefined) return { digest: '', bytes: 0 };
  const chunks = db
    .prepare<[number], { digest: string; bytes: number; start: number }>(
      'SELECT lower(hex(digest)) AS digest, bytes, start FROM data_chunks WHERE pack = ? ORDER BY start',
    )
    .all(pack);
  const writer = openPackWriter(packs, owner, send);
  const file = openSync(join(packs, name), 'r');
  let moved = 0;
  try {
    for (const { digest, bytes, start } of chunks) {
      const chunk = Buffer.allocUnsafe(bytes);
      for (let at = 0; at < bytes; ) {
        const read = readSync(file, chunk, at, bytes - at, start + at);
        if (read === 0) throw new Error(`pack ${name} ends before its chunk at ${start}`);
        at += read;
      }
      await writer.add(digest, bytes, chunk);
      moved += bytes;
    }
    await writer.end();
  } finally {
    closeSync(file);
  }
  return { digest: '', bytes: moved };
}
