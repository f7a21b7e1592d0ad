/** `treeRows`: the tree of artifacts in SQLite. Everything that changes something belongs inside a transaction of the caller. */
import type { Storage } from '../../storage/index.ts';
import { folderOf, nameOf } from './path.ts';

export interface Row {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Of a file always; of a folder when it is a stored folder, shown as it is. */
  readonly digest: string | null;
  readonly bytes: number | null;
}

export type TreeRows = ReturnType<typeof treeRows>;

export function treeRows({ db }: Pick<Storage, 'db'>) {
  const columns = 'name, kind, digest, bytes';
  const one = db.prepare<[string, string], Row>(`SELECT ${columns} FROM artifact_tree WHERE folder = ? AND name = ?`);
  const children = db.prepare<[string], Row>(`SELECT ${columns} FROM artifact_tree WHERE folder = ?`);
  const anyChild = db.prepare<[string], { name: string }>('SELECT name FROM artifact_tree WHERE folder = ? LIMIT 1');
  const put = db.prepare<[string, string, string, string | null, number | null]>(
    `INSERT INTO artifact_tree VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET kind = excluded.kind, digest = excluded.digest, bytes = excluded.bytes`,
  );
  const removeOne = db.prepare<[string, string]>('DELETE FROM artifact_tree WHERE folder = ? AND name = ?');
  // Below a folder lies what starts with its path and a slash; '0' comes right after the slash.
  const below = "(folder = @path OR (folder >= @path || '/' AND folder < @path || '0'))";
  const leaveBelow = db.prepare<{ path: string }>(
    `INSERT OR IGNORE INTO artifact_leftovers SELECT digest FROM artifact_tree WHERE ${below} AND kind = 'file'`,
  );
  const removeBelow = db.prepare<{ path: string }>(`DELETE FROM artifact_tree WHERE ${below}`);
  const filesBelow = db.prepare<{ path: string }, { folder: string; name: string; digest: string; bytes: number }>(
    `SELECT folder, name, digest, bytes FROM artifact_tree WHERE ${below} AND kind = 'file'`,
  );
  const storedBelow = db.prepare<{ path: string }, { folder: string; name: string; digest: string }>(
    `SELECT folder, name, digest FROM artifact_tree WHERE ${below} AND kind = 'folder' AND digest IS NOT NULL`,
  );
  const someBelow = db.prepare<{ path: string; limit: number }, { folder: string; name: string; kind: Row['kind']; digest: string | null }>(
    `SELECT folder, name, kind, digest FROM artifact_tree WHERE ${below} LIMIT @limit`,
  );
  const bytesBelow = db.prepare<{ path: string }, { bytes: number }>(`SELECT ifnull(sum(bytes), 0) AS bytes FROM artifact_tree WHERE ${below}`);
  const leave = db.prepare<[string]>('INSERT OR IGNORE INTO artifact_leftovers VALUES (?)');
  const leftovers = db.prepare<[number], { digest: string; shown: 0 | 1 }>(
    `SELECT digest, EXISTS (SELECT 1 FROM artifact_tree t WHERE t.digest = l.digest)
       OR EXISTS (SELECT 1 FROM artifact_upload_parts p WHERE p.digest = l.digest) AS shown
     FROM artifact_leftovers l LIMIT ?`,
  );
  const forget = db.prepare<[string]>('DELETE FROM artifact_leftovers WHERE digest = ?');

  const find = (path: string) => one.get(folderOf(path), nameOf(path));
  function remove(path: string): boolean {
    const row = find(path);
    if (!row) return false;
    if (row.kind === 'file') leave.run(row.digest!);
    removeOne.run(folderOf(path), nameOf(path));
    leaveBelow.run({ path });
    removeBelow.run({ path });
    return true;
  }

  return {
    find,
    children: (folder: string) => children.all(folder),
    put: (path: string, kind: Row['kind'], digest: string | null, bytes: number | null) =>
      void put.run(folderOf(path), nameOf(path), kind, digest, bytes),
    /** With all that lies below; false when there was nothing. */
    remove,
    /** Up to `limit` of what lies below; answers how many. */
    removeSome(path: string, limit: number): number {
      const found = someBelow.all({ path, limit });
      for (const { folder, name, kind, digest } of found) {
        if (kind === 'file') leave.run(digest!);
        removeOne.run(folder, name);
      }
      return found.length;
    },
    isEmpty: (folder: string) => anyChild.get(folder) === undefined,
    filesBelow: (path: string) => filesBelow.all({ path }),
    storedBelow: (path: string) => storedBelow.all({ path }),
    bytesBelow: (path: string) => bytesBelow.get({ path })!.bytes,
    /** From now on this digest may be nobody's. */
    leave: (digest: string) => void leave.run(digest),
    leftovers: (limit: number) => leftovers.all(limit),
    forget: (digest: string) => void forget.run(digest),
  };
}
