import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { automaticBackups, keptBackups, takeAutomatic } from './automatic.ts';
import { openDatabase } from './database.ts';
import { isMarkedDamaged, lastRescue, markDamaged, sayRescue } from './rescue.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bancada-rescue-'));
  path = join(folder, 'bancada.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const takenAt = Date.UTC(2026, 0, 1, 12);

/** One key that the automatic backup has, one that came after it. */
async function withBackup(): Promise<void> {
  const storage = openDatabase(path);
  await storage.write((db) => db.prepare("INSERT INTO meta VALUES ('early', 'x')").run());
  takeAutomatic(storage.db, path, 'daily', takenAt);
  await storage.write((db) => db.prepare("INSERT INTO meta VALUES ('late', 'x')").run());
  await storage.close();
}

function spoil(from: number, bytes: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(file);
}

async function keys(): Promise<string[]> {
  const storage = openDatabase(path);
  const all = storage.db.prepare<[], string>("SELECT key FROM meta WHERE key IN ('early', 'late') ORDER BY key").pluck().all();
  await storage.close();
  return all;
}

describe('a damaged database', () => {
  it.each([
    ['whose first page is gone', () => spoil(0, 4096)],
    ['whose tables lie on ruined pages', () => spoil(4096, statSync(path).size - 4096)],
    ['that was emptied', () => truncateSync(path, 0)],
    [
      'whose damage was noticed by a reader',
      () => {
        spoil(Math.floor(statSync(path).size / 8192) * 4096, 4096);
        markDamaged(path, 'a page');
      },
    ],
  ])('%s gives way to the newest automatic backup, is kept, and what was lost is on record', async (_, damage) => {
    await withBackup();
    damage();
    const ruins = readFileSync(path);
    expect(await keys()).toEqual(['early']);
    const rescue = lastRescue(path)!;
    expect(rescue.takenAt).toBe(takenAt);
    expect(rescue.lastWriteAt).toBeGreaterThan(takenAt);
    expect(readFileSync(rescue.kept)).toEqual(ruins);
    expect(sayRescue(rescue).takenAt).toBe('2026-01-01 12:00 UTC');
    expect(isMarkedDamaged(path)).toBe(false);
  });

  it('passes over a backup that is damaged itself', async () => {
    await withBackup();
    writeFileSync(join(folder, 'backups', 'auto-20260102T120000000Z-v40-daily.db'), 'ruined too');
    spoil(0, 4096);
    expect(await keys()).toEqual(['early']);
    expect(lastRescue(path)?.takenAt).toBe(takenAt);
  });

  it('without any backup is left as it is, and said to be damaged', async () => {
    writeFileSync(path, 'no database at all, and never was one');
    expect(() => openDatabase(path)).toThrowError(expect.objectContaining({ code: 'DATABASE_DAMAGED' }));
    expect(readFileSync(path, 'utf8')).toBe('no database at all, and never was one');
  });

  it('that was marked in error goes on as it is', async () => {
    await withBackup();
    markDamaged(path, 'a false alarm');
    expect(await keys()).toEqual(['early', 'late']);
    expect(lastRescue(path)).toBeNull();
    expect(isMarkedDamaged(path)).toBe(false);
  });
});

describe('automatic backups', () => {
  it('are taken before a migration, as the database was, and not of a new one', async () => {
    mkdirSync(join(folder, 'new'));
    const fresh = openDatabase(join(folder, 'new', 'bancada.db'));
    await fresh.close();
    expect(automaticBackups(join(folder, 'new', 'bancada.db'))).toEqual([]);

    writeFileSync(path, gunzipSync(readFileSync(new URL('./fixtures/schema-0008.db.gz', import.meta.url))));
    const old = new Sqlite(path);
    old.exec("INSERT INTO meta VALUES ('early', 'x'), ('late', 'x')");
    old.close();
    expect(await keys()).toEqual(['early', 'late']);
    const [migration, ...others] = automaticBackups(path);
    expect([migration, others]).toMatchObject([{ reason: 'migration', schema: 8 }, []]);
    const kept = new Sqlite(migration!.path, { readonly: true });
    expect(kept.pragma('user_version', { simple: true })).toBe(8);
    kept.close();
    expect(existsSync(join(folder, 'backups', 'restored.json'))).toBe(false);
  });

  it('are kept as many as is said, the newest', async () => {
    const storage = openDatabase(path);
    for (let n = 0; n < keptBackups.daily + 2; n++) takeAutomatic(storage.db, path, 'daily', takenAt + n);
    expect(automaticBackups(path).map((each) => each.takenAt - takenAt)).toEqual([8, 7, 6, 5, 4, 3, 2]);
    expect(statSync(automaticBackups(path)[0]!.path).mode & 0o777).toBe(0o600);
    await storage.close();
  });
});
