/** What is stored for nobody, in SQL: contents without versions, chunks without contents, packs without chunks. */
import type Sqlite from 'better-sqlite3';

export interface PackRow {
  id: number;
  name: string;
  bytes: number;
  live: number;
}

/** Owner of what is being taken apart: no core is called so, so whoever comes after a crash goes on with it. */
const nobody = '0:garbage';

export function garbageRows(db: Sqlite.Database) {
  const sql = {
    dropVersion: db.prepare<[number, number]>('DELETE FROM data_set_versions WHERE data_set = ? AND version = ?'),
    event: db.prepare<[number, number, number]>(
      "INSERT INTO data_set_events (data_set, kind, version, made_by, made_at) VALUES (?, 'collected', ?, 'user', ?)",
    ),
    dropSets: db.prepare(
      'DELETE FROM data_sets WHERE NOT shipped AND NOT EXISTS (SELECT 1 FROM data_set_versions v WHERE v.data_set = data_sets.id)',
    ),
    unowned: db.prepare<[], { id: number; digest: string }>(
      'SELECT id, digest FROM data_contents c WHERE digest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM data_set_versions v WHERE v.content = c.id) LIMIT 50',
    ),
    giveUp: db.prepare<[string, number]>('UPDATE data_contents SET digest = NULL, owner = ? WHERE id = ?'),
    dropProfiles: db.prepare<[string]>('DELETE FROM data_profiles WHERE digest = ?'),
    unfinished: db.prepare<[], { id: number; owner: string }>('SELECT id, owner FROM data_contents WHERE owner IS NOT NULL'),
    isWriting: db.prepare<[string], number>('SELECT 1 FROM data_contents WHERE owner = ? LIMIT 1').pluck(),
    page: db
      .prepare<[number, number], number>('SELECT max(id) FROM (SELECT id FROM data_chunks WHERE id > ? ORDER BY id LIMIT CAST(? AS INTEGER))')
      .pluck(),
    dropChunks: db.prepare<[number, number]>(
      'DELETE FROM data_chunks WHERE id > ? AND id <= ? AND NOT EXISTS (SELECT 1 FROM data_recipes r WHERE r.chunk = data_chunks.id)',
    ),
    packs: db.prepare<[], PackRow>(
      'SELECT p.id, p.name, p.bytes, ifnull(sum(c.bytes), 0) AS live FROM data_packs p LEFT JOIN data_chunks c ON c.pack = p.id GROUP BY p.id',
    ),
    hasChunks: db.prepare<[number], number>('SELECT 1 FROM data_chunks WHERE pack = ? LIMIT 1').pluck(),
    dropPack: db.prepare<[number]>('DELETE FROM data_packs WHERE id = ?'),
    isPack: db.prepare<[string], number>('SELECT 1 FROM data_packs WHERE name = ?').pluck(),
    contentOf: db.prepare<[string], { usedAt: number; open: number }>(
      `SELECT used_at AS usedAt, EXISTS (SELECT 1 FROM run_data d JOIN pipeline_runs p ON p.run_id = d.run_id
         WHERE d.digest = c.digest AND p.status IN ('pending', 'running')) AS open FROM data_contents c WHERE digest = ?`,
    ),
  };

  return {
    dropVersion(set: number, version: number, now: number): void {
      sql.dropVersion.run(set, version);
      sql.event.run(set, version, now);
    },
    /** Those without a version left; their names are free again. */
    dropEmptySets: () => void sql.dropSets.run(),
    /** Takes some contents that no version has; answers with their digests. */
    giveUpContents(): string[] {
      const found = sql.unowned.all();
      for (const { id, digest } of found) {
        sql.giveUp.run(nobody, id);
        sql.dropProfiles.run(digest);
      }
      return found.map(({ digest }) => digest);
    },
    unfinished: () => sql.unfinished.all(),
    isWriting: (owner: string): boolean => sql.isWriting.get(owner) !== undefined,
    /** The end of the page of chunks after `after`; null at the end. */
    page: (after: number, size: number): number | null => sql.page.get(after, size) ?? null,
    dropChunks: (after: number, upTo: number) => void sql.dropChunks.run(after, upTo),
    packs: () => sql.packs.all(),
    hasChunks: (pack: number): boolean => sql.hasChunks.get(pack) !== undefined,
    dropPack: (pack: number) => void sql.dropPack.run(pack),
    isPack: (name: string): boolean => sql.isPack.get(name) !== undefined,
    /** Whether a copy that was made for reading may go. */
    isIdle(digest: string, before: number): boolean {
      const content = sql.contentOf.get(digest);
      return content === undefined || (content.usedAt <= before && content.open === 0);
    },
  };
}
