/** `createDifferences`: two versions compared: chunks by SQL, rows and columns in the process that reads tables. Profiles are kept: the same bytes look the same. */
import type { Core } from '../../common/core.ts';
import type { DataDiff, DataVersion } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { TableProfile, TableRelations } from '../../contract/tables.ts';
import type { TableFile, Tables } from '../../tables/index.ts';
import type { Contents, WorkOptions } from '../chunks/contents.ts';
import type { createFolders } from '../folders/folders.ts';
import { tableFormat } from '../format.ts';
import { shiftsOf } from './shifts.ts';

export type TableReads = Pick<Tables, 'profileTable' | 'relations' | 'sample' | 'compareTables'>;

const examples = 50;
/** Parts of the whole: two profiles, then the comparison. */
const parts = 3;

export function createDifferences(
  { storage }: Pick<Core, 'storage'>,
  contents: Contents,
  tables: TableReads,
  folders: Pick<ReturnType<typeof createFolders>, 'diff'>,
) {
  const { db } = storage;
  const known = db.prepare<[string, string], string>('SELECT profile FROM data_profiles WHERE digest = ? AND format = ?').pluck();
  const keep = db.prepare<[string, string, string]>('INSERT INTO data_profiles VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const bytesOf = db
    .prepare<[string, string], number>(
      `SELECT ifnull(sum(bytes), 0) FROM data_chunks WHERE id IN (SELECT r.chunk FROM data_recipes r JOIN data_contents c ON c.id = r.content WHERE c.digest = ?)
       AND id NOT IN (SELECT r.chunk FROM data_recipes r JOIN data_contents c ON c.id = r.content WHERE c.digest = ?)`,
    )
    .pluck();

  /** DATA_NO_TABLE. */
  async function fileOf({ digest, fileName, format }: DataVersion): Promise<TableFile> {
    const kind = tableFormat(format);
    if (kind === null) throw new BancadaError('DATA_NO_TABLE', { file: fileName });
    return { path: await contents.file(digest), format: kind, name: fileName };
  }

  async function profile(version: DataVersion, { signal, progress }: WorkOptions = {}): Promise<TableProfile> {
    const kept = known.get(version.digest, version.format);
    if (kept !== undefined) return JSON.parse(kept) as TableProfile;
    const made = await tables.profileTable(await fileOf(version), { signal, onProgress: ({ fraction }) => progress?.(fraction, 1) });
    await storage.write(() => void keep.run(version.digest, version.format, JSON.stringify(made)));
    return made;
  }

  async function relations(version: DataVersion, signal?: AbortSignal): Promise<TableRelations> {
    const kind = `${version.format} relations`;
    const kept = known.get(version.digest, kind);
    if (kept !== undefined) return JSON.parse(kept) as TableRelations;
    const made = await tables.relations(await fileOf(version), { signal });
    await storage.write(() => void keep.run(version.digest, kind, JSON.stringify(made)));
    return made;
  }

  return {
    profile,
    relations,
    fileOf,
    async diff(from: DataVersion, to: DataVersion, key: readonly string[], { signal, progress }: WorkOptions): Promise<DataDiff> {
      const [removed, added] = [bytesOf.get(from.digest, to.digest)!, bytesOf.get(to.digest, from.digest)!];
      const isSame = from.digest === to.digest;
      const files = await folders.diff(from, to);
      const bytes = { shared: bytesOf.get(from.digest, '')! - removed, removed, added };
      const base = { name: from.name, from, to, isSame, bytes, files, table: null, shifts: [], keys: [] };
      if (tableFormat(from.format) === null || tableFormat(to.format) === null) return base;
      const part = (index: number) => (done: number, total: number) => progress?.(index + done / Math.max(1, total), parts);
      const before = await profile(from, { signal, progress: part(0) });
      const after = await profile(to, { signal, progress: part(1) });
      const both = [await fileOf(from), await fileOf(to)] as const;
      const table = await tables.compareTables(...both, { key, examples }, { signal, onProgress: ({ fraction }) => part(2)(fraction, 1) });
      return { ...base, table, shifts: shiftsOf(before, after), keys: keysOf(before, after) };
    },
  };
}

function keysOf(before: TableProfile, after: TableProfile): string[] {
  const isKey = ({ columns, rows }: TableProfile, name: string) => rows > 0 && columns.find((column) => column.name === name)?.distinct === rows;
  return before.columns.map(({ name }) => name).filter((name) => isKey(before, name) && isKey(after, name));
}
