/** `tarOf`: a folder as one file to take away. */
import { createReadStream, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';
import { walkFiles } from './walk.ts';

/** What goes wrong ends the stream with that error. Times are all the same: so are the bytes. */
export function tarOf(folder: string, name: string): Readable {
  const pack = tar.pack();
  void (async () => {
    for (const path of walkFiles(folder)) {
      const file = join(folder, path);
      const entry = pack.entry({ name: `${name}/${path}`, size: lstatSync(file).size, mtime: new Date(0), mode: 0o644 });
      await pipeline(createReadStream(file), entry);
    }
    pack.finalize();
  })().catch((error) => pack.destroy(error));
  return pack as unknown as Readable;
}
