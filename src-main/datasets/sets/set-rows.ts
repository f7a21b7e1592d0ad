/** Data sets, their versions, tags and history, in SQL. */
import type Sqlite from 'better-sqlite3';
import type { DataEvent } from '../../contract/datasets.ts';

export interface SetRow {
  id: number;
  name: string;
  shipped: number;
  description: string;
  createdAt: number;
  updatedAt: number;
  current: number | null;
}

export interface VersionRow {
  set: number;
  version: number;
  content: number;
  digest: string;
  bytes: number;
  /** How many, of a folder. */
  files: number | null;
  fileName: string;
  message: string;
  origin: 'import' | 'step' | 'shipped';
  runId: string | null;
  stepId: string | null;
  newBytes: number;
  createdAt: number;
  deletedAt: number | null;
}

type FromContent = 'digest' | 'bytes' | 'files';

const versionColumns = `v.data_set AS "set", v.version, v.content, c.digest, c.bytes, c.files, v.file_name AS fileName, v.message, v.origin, v.run_id AS runId,
  v.step_id AS stepId, v.new_bytes AS newBytes, v.created_at AS createdAt, v.deleted_at AS deletedAt`;
const setColumns = 'id, name, shipped, description, created_at AS createdAt, updated_at AS updatedAt, current';
const cutText = (text: string | null) => (text !== null && text.length > 200 ? `${text.slice(0, 199)}…` : text);

export function setRows(db: Sqlite.Database) {
  const sql = {
    all: db.prepare<[], SetRow>(`SELECT ${setColumns} FROM data_sets ORDER BY name`),
    byName: db.prepare<[string], SetRow>(`SELECT ${setColumns} FROM data_sets WHERE name = ?`),
    insert: db.prepare<{ name: string; shipped: number; now: number }>(
      'INSERT INTO data_sets (name, shipped, created_at, updated_at) VALUES (@name, @shipped, @now, @now)',
    ),
    next: db
      .prepare<[number, number], number>('UPDATE data_sets SET last_version = last_version + 1, updated_at = ? WHERE id = ? RETURNING last_version')
      .pluck(),
    insertVersion: db.prepare<Omit<VersionRow, FromContent | 'deletedAt'>>(
      `INSERT INTO data_set_versions (data_set, version, content, file_name, message, origin, run_id, step_id, new_bytes, created_at)
       VALUES (@set, @version, @content, @fileName, @message, @origin, @runId, @stepId, @newBytes, @createdAt)`,
    ),
    versions: db.prepare<[number], VersionRow>(
      `SELECT ${versionColumns} FROM data_set_versions v JOIN data_contents c ON c.id = v.content WHERE v.data_set = ? ORDER BY v.version DESC`,
    ),
    version: db.prepare<[number, number], VersionRow>(
      `SELECT ${versionColumns} FROM data_set_versions v JOIN data_contents c ON c.id = v.content WHERE v.data_set = ? AND v.version = ?`,
    ),
    latest: db.prepare<[number], VersionRow>(
      `SELECT ${versionColumns} FROM data_set_versions v JOIN data_contents c ON c.id = v.content
       WHERE v.data_set = ? AND v.deleted_at IS NULL ORDER BY v.version DESC LIMIT 1`,
    ),
    byDigest: db.prepare<[string], VersionRow & { name: string }>(
      `SELECT s.name, ${versionColumns} FROM data_contents c JOIN data_set_versions v ON v.content = c.id JOIN data_sets s ON s.id = v.data_set
       WHERE c.digest = ? ORDER BY v.deleted_at IS NOT NULL, v.created_at`,
    ),
    current: db.prepare<[number | null, number, number]>('UPDATE data_sets SET current = ?, updated_at = ? WHERE id = ?'),
    describe: db.prepare<[string, number, number]>('UPDATE data_sets SET description = ?, updated_at = ? WHERE id = ?'),
    deleted: db.prepare<[number | null, number, number]>('UPDATE data_set_versions SET deleted_at = ? WHERE data_set = ? AND version = ?'),
    tags: db.prepare<[number], { tag: string; version: number }>('SELECT tag, version FROM data_set_tags WHERE data_set = ? ORDER BY tag'),
    setTag: db.prepare<[number, string, number]>(
      'INSERT INTO data_set_tags VALUES (?, ?, ?) ON CONFLICT (data_set, tag) DO UPDATE SET version = excluded.version',
    ),
    deleteTag: db.prepare<[number, string]>('DELETE FROM data_set_tags WHERE data_set = ? AND tag = ?'),
    event: db.prepare<{ set: number } & Omit<DataEvent, 'id'>>(
      `INSERT INTO data_set_events (data_set, kind, version, subject, before, after, made_by, made_at)
       VALUES (@set, @kind, @version, @subject, @before, @after, @by, @at)`,
    ),
    events: db.prepare<[number, number], DataEvent>(
      `SELECT id, kind, version, subject, before, after, made_by AS "by", made_at AS "at" FROM data_set_events WHERE data_set = ? ORDER BY id DESC LIMIT ?`,
    ),
  };

  return {
    all: () => sql.all.all(),
    byName: (name: string): SetRow | null => sql.byName.get(name) ?? null,
    insert: (name: string, shipped: boolean, now: number): SetRow => {
      sql.insert.run({ name, shipped: Number(shipped), now });
      return sql.byName.get(name)!;
    },
    /** Answers with its number. */
    insertVersion(row: Omit<VersionRow, FromContent | 'version' | 'deletedAt'>): number {
      const version = sql.next.get(row.createdAt, row.set)!;
      sql.insertVersion.run({ ...row, version });
      return version;
    },
    versions: (set: number) => sql.versions.all(set),
    version: (set: number, version: number): VersionRow | null => sql.version.get(set, version) ?? null,
    /** Of those that are not in the trash. */
    latest: (set: number): VersionRow | null => sql.latest.get(set) ?? null,
    /** Those in the trash last. */
    byDigest: (digest: string) => sql.byDigest.all(digest),
    setCurrent: (set: number, version: number | null, now: number) => void sql.current.run(version, now, set),
    describe: (set: number, description: string, now: number) => void sql.describe.run(description, now, set),
    setDeleted: (set: number, version: number, at: number | null) => void sql.deleted.run(at, set, version),
    tags: (set: number) => sql.tags.all(set),
    setTag: (set: number, tag: string, version: number) => void sql.setTag.run(set, tag, version),
    deleteTag: (set: number, tag: string) => void sql.deleteTag.run(set, tag),
    event(set: number, { kind, by, at, version = null, subject = null, before = null, after = null }: NewEvent): void {
      sql.event.run({ set, kind, by, at, version, subject, before: cutText(before), after: cutText(after) });
    },
    events: (set: number, limit: number) => sql.events.all(set, limit),
  };
}

export type NewEvent = Pick<DataEvent, 'kind' | 'by' | 'at'> & Partial<Omit<DataEvent, 'id'>>;
