/** `restoreFolder`: a content as a folder again: each file checked against the list, the whole against its digest by whoever asked; in a thread. */
import { createHash } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readChunks } from '../chunks/pack-reader.ts';
import type { RestoreJob } from '../chunks/restore-file.ts';
import { folderDigest, readList } from './list.ts';

const progressBytes = 8 << 20;

export function restoreFolder({ db, packs, content, target, mode, progress }: RestoreJob, listAt: number): { digest: string; bytes: number } {
  const list = readList(db, packs, content, listAt);
  const total = list.reduce((sum, { bytes }) => sum + bytes, 0);
  const pieces = piecesOf(readChunks(db, packs, content, { to: listAt }));
  let done = 0;
  let told = 0;
  mkdirSync(target, { mode: 0o755 });
  const written = list.map(({ path, bytes }) => {
    const hash = createHash('sha256');
    mkdirSync(dirname(join(target, path)), { recursive: true, mode: 0o755 });
    const file = openSync(join(target, path), 'wx', 0o600);
    try {
      for (const piece of pieces.take(bytes)) {
        hash.update(piece);
        for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
      }
      fchmodSync(file, mode);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    done += bytes;
    if (done - told >= progressBytes) {
      told = done;
      progress(done, total);
    }
    return { path, bytes, digest: hash.digest('hex') };
  });
  return { digest: folderDigest(written), bytes: done };
}

/** Chunks end where they like; files end where their list says. */
function piecesOf(chunks: Generator<Uint8Array>) {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    *take(bytes: number): Generator<Uint8Array> {
      for (let left = bytes; left > 0; ) {
        if (rest.length === 0) {
          const next = chunks.next();
          if (next.done) return; // its digest tells
          rest = next.value;
        }
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
