/** `idleCopies`: files that were made of contents for reading, and that nobody has asked for since. */
import { existsSync, lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export async function idleCopies(folder: string, before: number): Promise<{ path: string; digest: string; bytes: number }[]> {
  if (!existsSync(folder)) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const about = entry.isFile() ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
    return about && about.mtimeMs <= before ? [{ path, digest: entry.name.split('.')[0]!, bytes: about.size }] : [];
  });
}
