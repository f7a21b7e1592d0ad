/** `sendTar`: entries as a tar stream, with times and owners fixed so that the same files make the same bytes. */
import { createReadStream, statSync } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import type { ImageEntry } from './rootfs.ts';

/**
 * `send` hands the stream to whoever takes it, and resolves once that is done. A file that cannot be read ends it all: the signal aborts, so that nobody
 * waits for the rest or takes what came for the whole, and the answer is the error that names the file.
 */
export async function sendTar<T>(entries: readonly ImageEntry[], send: (tar: Readable, signal: AbortSignal) => Promise<T>): Promise<T> {
  const tar = pack();
  const stream = new PassThrough();
  const broken = new AbortController();
  stream.on('error', () => {}); // told by `filled`, whoever listens to the stream by then
  tar.pipe(stream);
  const filled = fill(tar, entries).then(
    () => tar.finalize(),
    (error: Error) => {
      broken.abort(error);
      stream.destroy(error);
      throw error;
    },
  );
  const sent = send(stream, broken.signal);
  sent.catch(() => {}); // what became of it no longer matters once the tar is broken
  try {
    const never = filled.then(() => new Promise<never>(() => {}));
    return await Promise.race([never, sent]);
  } catch (error) {
    throw broken.signal.aborted ? broken.signal.reason : error;
  } finally {
    stream.destroy();
    tar.destroy();
  }
}

async function fill(tar: Pack, entries: readonly ImageEntry[]): Promise<void> {
  for (const { name, path, content, mode, mtime = new Date(0) } of entries) {
    const common = { name, mtime, uid: 0, gid: 0 };
    if (path !== undefined) {
      const header = { ...common, type: 'file' as const, size: statSync(path).size, mode: mode ?? 0o644 };
      await pipeline(createReadStream(path), tar.entry(header));
    } else if (content !== undefined) {
      tar.entry({ ...common, type: 'file', mode: mode ?? 0o644 }, content);
    } else {
      tar.entry({ ...common, type: 'directory', mode: mode ?? 0o755 });
    }
  }
}
