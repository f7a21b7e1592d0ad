/** `lookUp`: reads of the tree. Inside a stored folder, which is one row, the folder itself is read. */
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join as joinFile } from 'node:path';
import type { ArtifactStore } from '../../storage/index.ts';
import { folderOf } from './path.ts';
import type { TreeRows } from './rows.ts';

export interface ListedEntry {
  readonly name: string;
  readonly isDir: boolean;
  /** Null for a folder. */
  readonly bytes: number | null;
}

export type Found =
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly bytes: number; readonly file: string; readonly digest: string | null };

export function lookUp(rows: TreeRows, store: ArtifactStore) {
  /** Where `path` lies on the disk, when it or a folder above it is a stored folder. */
  function inStored(path: string): string | null {
    for (let at = path; at !== ''; at = folderOf(at)) {
      const row = rows.find(at);
      if (!row) continue;
      if (row.kind === 'file' || row.digest === null) return null;
      const folder = realpathSync(store.path(row.digest));
      const inside = joinFile(folder, path.slice(at.length));
      // The store holds no links; should one get there all the same, nothing is read through it.
      return lstatSync(inside, { throwIfNoEntry: false }) && realpathSync(inside) === inside ? inside : null;
    }
    return null;
  }

  function find(path: string): Found | null {
    const row = path === '' ? ({ kind: 'folder' } as const) : rows.find(path);
    if (row?.kind === 'folder') return { kind: 'folder' };
    if (row) return { kind: 'file', bytes: row.bytes!, file: store.path(row.digest!), digest: row.digest };
    const inside = inStored(path);
    if (!inside) return null;
    const stat = lstatSync(inside);
    return stat.isFile() ? { kind: 'file', bytes: stat.size, file: inside, digest: null } : { kind: 'folder' };
  }

  function list(path: string): ListedEntry[] | null {
    const inside = inStored(path);
    if (inside) return lstatSync(inside).isDirectory() ? readFolder(inside) : [];
    const found = rows.children(path).map(({ name, kind, bytes }) => ({ name, isDir: kind === 'folder', bytes: kind === 'folder' ? null : bytes }));
    return found.length > 0 || find(path) ? found : null;
  }

  return { find, list };
}

function readFolder(folder: string): ListedEntry[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({
      name: entry.name,
      isDir: entry.isDirectory(),
      bytes: entry.isFile() ? lstatSync(joinFile(folder, entry.name)).size : null,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
