/** `tarOf`: entries as a tar stream, with times and owners fixed so that the same files make the same bytes. */
import { createReadStream, statSync } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import type { ImageEntry } from './rootfs.ts';

export function tarOf(entries: readonly ImageEntry[]): Readable {
  const tar = pack();
  const stream = new PassThrough();
  tar.pipe(stream);
  fill(tar, entries).then(
    () => tar.finalize(),
    (error: Error) => stream.destroy(error),
  );
  return stream;
}

async function fill(tar: Pack, entries: readonly ImageEntry[]): Promise<void> {
  for (const { name, path, content, mode } of entries) {
    const common = { name, mtime: new Date(0), uid: 0, gid: 0 };
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
