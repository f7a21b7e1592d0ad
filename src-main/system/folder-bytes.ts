/** `folderBytes`: what a folder holds, a file with several names counted once. Walks without holding up the event loop: the window asks often. */
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

export async function folderBytes(folder: string): Promise<number> {
  const seen = new Set<number>();
  const folders = [folder];
  let bytes = 0;
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    try {
      for await (const entry of await opendir(next)) {
        const path = join(next, entry.name);
        if (entry.isDirectory()) folders.push(path);
        if (!entry.isFile()) continue;
        const { ino, size } = await lstat(path);
        if (!seen.has(ino)) bytes += size;
        seen.add(ino);
      }
    } catch (error) {
      // It went away while we counted.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return bytes;
}
