/** `folderExceeds`: whether a folder takes more than so many bytes. Stops looking as soon as it does. `smallFolder` answers at once for most steps. */
import { lstatSync, opendirSync } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

export async function folderExceeds(folder: string, limit: number): Promise<boolean> {
  let left = limit;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    try {
      for await (const entry of await opendir(next)) {
        const path = join(next, entry.name);
        if (entry.isDirectory()) folders.push(path);
        left -= await occupied(path);
        if (left < 0) return true;
      }
    } catch (error) {
      // The program may be removing what we look at.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return false;
}

const few = 50;

/** Its bytes when it holds a few files and nothing else, else null: not worth the detour over a thread pool. */
export function smallFolder(folder: string): number | null {
  const entries = opendirSync(folder, { bufferSize: few + 1 });
  let bytes = 0;
  try {
    for (let count = 0; ; count++) {
      const entry = entries.readSync();
      if (entry === null) return bytes;
      if (count === few || !entry.isFile()) return null;
      bytes += weight(lstatSync(join(folder, entry.name)));
    }
  } finally {
    entries.closeSync();
  }
}

async function occupied(path: string): Promise<number> {
  return weight(await lstat(path));
}

/** The larger of length and blocks: a sparse file costs its length once it is read, a tiny one a whole block. */
function weight({ size, blocks }: { size: number; blocks?: number }): number {
  return Math.max(size, (blocks ?? 0) * 512);
}
