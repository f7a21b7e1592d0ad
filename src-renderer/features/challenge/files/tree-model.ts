/** The files of a workspace as the rows of a tree: folders first, each level by name; what stands in a closed folder is not there. Pure. */
export interface Row {
  path: string;
  name: string;
  level: number;
  kind: 'folder' | 'file';
  isOpen: boolean;
  changed: boolean;
}

interface Folder {
  folders: Map<string, Folder>;
  files: { path: string; name: string; changed: boolean }[];
}

export function rowsOf(files: readonly { path: string; changed?: boolean }[], closed: ReadonlySet<string>): Row[] {
  const root: Folder = { folders: new Map(), files: [] };
  for (const { path, changed = false } of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = root;
    for (const part of parts) {
      const next: Folder = folder.folders.get(part) ?? { folders: new Map(), files: [] };
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push({ path, name, changed });
  }
  const rows: Row[] = [];
  const walk = (folder: Folder, prefix: string, level: number) => {
    for (const [name, inner] of [...folder.folders].sort(([a], [b]) => a.localeCompare(b))) {
      const path = prefix + name;
      const isOpen = !closed.has(path);
      rows.push({ path, name, level, kind: 'folder', isOpen, changed: false });
      if (isOpen) walk(inner, `${path}/`, level + 1);
    }
    for (const file of folder.files.sort((a, b) => a.name.localeCompare(b.name))) rows.push({ ...file, level, kind: 'file', isOpen: false });
  };
  walk(root, '', 1);
  return rows;
}

/** Where a key leads from a row: another row, or nothing. */
export function stepFrom(rows: readonly Row[], at: number, key: string): number | null {
  const last = rows.length - 1;
  if (key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const row = rows[at];
  if (!row) return null;
  if (key === 'ArrowRight' && row.kind === 'folder' && row.isOpen) return Math.min(last, at + 1);
  if (key === 'ArrowLeft' && !(row.kind === 'folder' && row.isOpen)) {
    const parent = rows.slice(0, at).findLastIndex(({ level }) => level < row.level);
    return parent < 0 ? null : parent;
  }
  return null;
}
