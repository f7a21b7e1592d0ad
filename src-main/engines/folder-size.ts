/** `folderExceeds`: whether a folder takes more than so many bytes. Stops looking as soon as it does. */
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

/** The larger of length and blocks: a sparse file costs its length once it is read, a tiny one a whole block. */
async function occupied(path: string): Promise<number> {
  const { size, blocks } = await lstat(path);
  return Math.max(size, (blocks ?? 0) * 512);
}
