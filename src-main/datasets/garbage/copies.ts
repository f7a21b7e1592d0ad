/** `idleCopies`: files and folders that were made of contents for reading, and that nobody has asked for since. */
import { existsSync, lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export async function idleCopies(root: string, before: number): Promise<{ path: string; digest: string; bytes: number }[]> {
  const found: { path: string; digest: string; bytes: number }[] = [];
  for (const shelf of existsSync(root) ? await readdir(root) : []) {
    for (const name of await readdir(join(root, shelf))) {
      const path = join(root, shelf, name);
      const about = lstatSync(path, { throwIfNoEntry: false });
      if (!about || about.mtimeMs > before) continue;
      found.push({ path, digest: name.split('.')[0]!, bytes: about.isDirectory() ? await folderBytes(path) : about.size });
    }
  }
  return found;
}

async function folderBytes(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.reduce(
    (sum, entry) => sum + (entry.isFile() ? (lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0) : 0),
    0,
  );
}
