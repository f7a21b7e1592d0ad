/** `restoreFile`: a content as a file again, on the disk and checked against its digest by whoever asked; in a thread. */
import { createHash } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { readChunks } from './pack-reader.ts';

export interface RestoreJob {
  db: Sqlite.Database;
  packs: string;
  content: number;
  /** Must not exist. */
  target: string;
  /** Of each file that is written. */
  mode: number;
  progress(done: number, total: number): void;
}

const progressBytes = 8 << 20;

export function restoreFile({ db, packs, content, target, mode, progress }: RestoreJob): { digest: string; bytes: number } {
  const total = db.prepare<[number], number>('SELECT bytes FROM data_contents WHERE id = ?').pluck().get(content) ?? 0;
  const whole = createHash('sha256');
  const file = openSync(target, 'wx', 0o600);
  let done = 0;
  let told = 0;
  try {
    for (const chunk of readChunks(db, packs, content)) {
      whole.update(chunk);
      for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
      done += chunk.length;
      if (done - told < progressBytes) continue;
      told = done;
      progress(done, total);
    }
    fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { digest: whole.digest('hex'), bytes: done };
}
