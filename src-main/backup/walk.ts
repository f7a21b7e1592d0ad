/** `walkHome`: what of a home goes into a backup. What can be made again stays out: caches, downloaded Python packages, the automatic backups; so does what only a running core uses. */
import { type Dirent, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName } from './format.ts';

export interface Found {
  /** Inside the home, with `/`. */
  path: string;
  type: 'file' | 'directory' | 'symlink' | 'link';
  bytes: number;
  mode: number;
  mtime: Date;
  /** Where a symlink points; for a link, the path that came before. */
  target?: string;
}

const left = new Set(['backups', 'bell', 'cache', 'host.json', 'python', databaseName, `${databaseName}-shm`, `${databaseName}-wal`]);

export function walkHome(home: string): { found: Found[]; skipped: string[] } {
  const found: Found[] = [];
  const skipped: string[] = [];
  const names = new Map<string, string>();
  const enter = (folder: string) => {
    for (const entry of entriesOf(join(home, folder), folder, skipped)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (left.has(path)) continue;
      const stat = lstatSync(join(home, path), { throwIfNoEntry: false });
      if (!stat) continue; // gone since the folder was read
      const about = { path, bytes: 0, mode: stat.mode & 0o777, mtime: stat.mtime };
      if (stat.isDirectory()) {
        found.push({ ...about, type: 'directory' });
        enter(path);
      } else if (stat.isSymbolicLink()) {
        found.push({ ...about, type: 'symlink', target: readlinkSync(join(home, path)) });
      } else if (stat.isFile()) {
        const inode = `${stat.dev}:${stat.ino}`;
        const first = stat.nlink > 1 ? names.get(inode) : undefined;
        if (stat.nlink > 1 && first === undefined) names.set(inode, path);
        found.push(first === undefined ? { ...about, type: 'file', bytes: stat.size } : { ...about, type: 'link', target: first });
      }
    }
  };
  enter('');
  return { found, skipped };
}

function entriesOf(folder: string, path: string, skipped: string[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') skipped.push(path);
    return [];
  }
}
