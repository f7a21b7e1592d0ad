/**
 * `openSound`: a database that turns out to be damaged is put aside and the newest automatic backup takes its place, with a record of what that cost.
 * Damage shows when the file is opened, or later, when somebody reads a page: then it is only marked, and looked into at the next opening.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { BancadaError } from '../contract/errors.ts';
import { automaticBackups, backupsFolder, syncFile } from './automatic.ts';

export interface RestoredDatabase {
  /** When the backup was taken: what was written after it is lost. */
  readonly takenAt: number;
  /** The last time the damaged file was written. */
  readonly lastWriteAt: number;
  /** Where the damaged file was put. */
  readonly kept: string;
}

const mark = (database: string) => join(backupsFolder(database), 'damage');
const record = (database: string) => join(backupsFolder(database), 'restored.json');

export function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/** The next opening looks at every page. */
export function markDamaged(database: string, detail: string): void {
  mkdirSync(backupsFolder(database), { recursive: true, mode: 0o700 });
  writeFileSync(mark(database), detail, { mode: 0o600 });
}

export function isMarkedDamaged(database: string): boolean {
  return existsSync(mark(database));
}

/** What the last rescue cost, until somebody has taken note of it. */
export function lastRescue(database: string): RestoredDatabase | null {
  try {
    return JSON.parse(readFileSync(record(database), 'utf8')) as RestoredDatabase;
  } catch {
    return null; // there was none
  }
}

/** As data of the message DATABASE_RESTORED. */
export function sayRescue({ takenAt, lastWriteAt, kept }: RestoredDatabase): Record<string, string> {
  const say = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return { takenAt: say(takenAt), lastWriteAt: say(lastWriteAt), kept };
}

export function forgetRescue(database: string): void {
  rmSync(record(database), { force: true });
}

export function openSound<T>(database: string, open: () => T): T {
  // A file without a byte would be filled with empty tables; with backups beside it, it once held something.
  const emptied = statSync(database, { throwIfNoEntry: false })?.size === 0 && automaticBackups(database).length > 0;
  if (!emptied && !isMarkedDamaged(database)) {
    try {
      return open();
    } catch (error) {
      if (!isDamage(error)) throw error;
      markDamaged(database, String(error));
    }
  }
  return alone(database, () => {
    if (!isSound(database)) replace(database);
    rmSync(mark(database), { force: true });
    return open();
  });
}

/** Each step leaves a file that is found damaged again, or the backup in its place. A log that stayed would be played into the backup, so it goes first. */
function replace(database: string): void {
  const backup = automaticBackups(database).find(({ path }) => isSound(path));
  if (!backup) throw new BancadaError('DATABASE_DAMAGED', { path: database });
  const lastWriteAt = Math.max(...[database, `${database}-wal`].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
  const stamp = new Date(lastWriteAt).toISOString().replaceAll(/[-:.]/g, '');
  const kept = join(backupsFolder(database), `damaged-${stamp}-${basename(database)}`);
  const fresh = `${database}.restoring`;
  copyFileSync(backup.path, fresh);
  syncFile(fresh);
  rmSync(kept, { force: true });
  linkSync(database, kept);
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`);
  rmSync(`${database}-shm`, { force: true });
  const restored: RestoredDatabase = { takenAt: backup.takenAt, lastWriteAt: Math.round(lastWriteAt), kept };
  writeFileSync(record(database), JSON.stringify(restored), { mode: 0o600 });
  renameSync(fresh, database);
}

/** Two programs that find the damage at once: one mends, the other waits and finds a sound file. The lock goes with its process. */
function alone<T>(database: string, act: () => T): T {
  mkdirSync(backupsFolder(database), { recursive: true, mode: 0o700 });
  const lock = new Sqlite(join(backupsFolder(database), 'rescue.lock'), { timeout: 60_000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return act();
  } finally {
    lock.close();
  }
}

function isSound(database: string): boolean {
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(database, { readonly: true, fileMustExist: true, timeout: 5000 });
    return (db.pragma('user_version', { simple: true }) as number) > 0 && db.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (!isDamage(error) && (error as { code?: string }).code !== 'SQLITE_CANTOPEN') throw error;
    return false;
  } finally {
    db?.close();
  }
}
