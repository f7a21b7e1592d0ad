/** Contents, chunks and packs, in SQL. */
import type Sqlite from 'better-sqlite3';
import type { FolderAbout } from '../folders/list.ts';
import type { Done, Slice } from './messages.ts';

/** A chunk that the thread took for known is gone: the whole file is read again. */
export class StaleChunk extends Error {}

const recipeAtOnce = 500;

export function contentRows(db: Sqlite.Database) {
  const sql = {
    begin: db.prepare<[string]>('INSERT INTO data_contents (owner) VALUES (?)'),
    pack: db
      .prepare<[string, number], number>(
        'INSERT INTO data_packs (name, bytes) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET bytes = max(bytes, excluded.bytes) RETURNING id',
      )
      .pluck(),
    chunk: db.prepare<[Uint8Array, number, number, number]>(
      'INSERT INTO data_chunks (digest, bytes, pack, start) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    chunkId: db.prepare<[Uint8Array], number>('SELECT id FROM data_chunks WHERE digest = ?').pluck(),
    recipe: db.prepare<[number, number, number]>('INSERT INTO data_recipes (content, position, chunk) VALUES (?, ?, ?)'),
    idOf: db.prepare<[string], number>('SELECT id FROM data_contents WHERE digest = ?').pluck(),
    complete: db.prepare<[string, number, number | null, number | null, number]>(
      'UPDATE data_contents SET digest = ?, bytes = ?, list_at = ?, files = ?, owner = NULL WHERE id = ?',
    ),
    folder: db.prepare<[string], FolderAbout & { id: number }>(
      'SELECT id, list_at AS listAt, files FROM data_contents WHERE digest = ? AND list_at IS NOT NULL',
    ),
    forgetRecipe: db.prepare<[number, number]>(
      'DELETE FROM data_recipes WHERE (content, position) IN (SELECT content, position FROM data_recipes WHERE content = ? LIMIT CAST(? AS INTEGER))',
    ),
    forget: db.prepare<[number]>('DELETE FROM data_contents WHERE id = ?'),
    touch: db.prepare<[number, string]>('UPDATE data_contents SET used_at = ? WHERE digest = ?'),
    bytesOf: db.prepare<[string], number>('SELECT bytes FROM data_contents WHERE digest = ?').pluck(),
    move: db.prepare<[number, number, Uint8Array, number]>('UPDATE data_chunks SET pack = ?, start = ? WHERE digest = ? AND pack = ?'),
  };

  return {
    begin: (owner: string): number => Number(sql.begin.run(owner).lastInsertRowid),
    /** Answers with the bytes that nobody had before. */
    insertSlice(content: number, first: number, { pack, entries }: Slice): number {
      const packId = pack ? sql.pack.get(pack.name, pack.bytes)! : null;
      let newBytes = 0;
      for (const [index, { digest: hex, bytes, start }] of entries.entries()) {
        const digest = Buffer.from(hex, 'hex');
        if (start !== null) newBytes += sql.chunk.run(digest, bytes, packId!, start).changes * bytes;
        const chunk = sql.chunkId.get(digest);
        if (chunk === undefined) throw new StaleChunk();
        sql.recipe.run(content, first + index, chunk);
      }
      return newBytes;
    },
    /** Its id, or that of another content with the same bytes. */
    complete(id: number, { digest, bytes, folder }: Done): number {
      const same = sql.idOf.get(digest);
      if (same !== undefined) return same;
      sql.complete.run(digest, bytes, folder?.listAt ?? null, folder?.files ?? null, id);
      return id;
    },
    /** Null for what is no folder. */
    folderOf: (digest: string): (FolderAbout & { id: number }) | null => sql.folder.get(digest) ?? null,
    idOf: (digest: string): number | null => sql.idOf.get(digest) ?? null,
    bytesOf: (digest: string): number | null => sql.bytesOf.get(digest) ?? null,
    /** Some of it; false when there was nothing left. */
    forgetRecipe: (content: number): boolean => sql.forgetRecipe.run(content, recipeAtOnce).changes > 0,
    forget: (content: number) => void sql.forget.run(content),
    touch: (digest: string, now: number) => void sql.touch.run(now, digest),
    /** Chunks that were rewritten into another pack. */
    move(from: number, { pack, entries }: Slice): void {
      const packId = pack ? sql.pack.get(pack.name, pack.bytes)! : null;
      for (const { digest, start } of entries) if (start !== null) sql.move.run(packId!, start, Buffer.from(digest, 'hex'), from);
    },
  };
}
