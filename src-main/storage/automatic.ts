/**
 * Automatic copies of the database, in `backups` beside it: one before a migration, one a day. `copyDatabase` is also how a backup of the whole home takes its own.
 * VACUUM INTO reads one consistent state however much is written meanwhile, keeps every rowid, and fails on a page that is damaged: what it leaves is sound.
 */
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../contract/errors.ts';

export interface AutomaticBackup {
  readonly path: string;
  readonly reason: 'daily' | 'migration';
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly schema: number;
  readonly bytes: number;
}

/** The newest of each kind that are kept. */
export const keptBackups: Record<AutomaticBackup['reason'], number> = { daily: 7, migration: 3 };

const form = /^auto-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-v(\d+)-(daily|migration)\.db$/;

export function backupsFolder(database: string): string {
  return join(dirname(database), 'backups');
}

/** The newest first. */
export function automaticBackups(database: string): AutomaticBackup[] {
  const folder = backupsFolder(database);
  return namesIn(folder)
    .flatMap((name) => {
      const [, ...parts] = form.exec(name) ?? [];
      if (parts.length === 0) return [];
      const [year, month, day, hour, minute, second, ms, schema] = parts.map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const path = join(folder, name);
      const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      return [
        { path, reason: parts[8] as AutomaticBackup['reason'], takenAt: Date.UTC(year, month - 1, day, hour, minute, second, ms), schema, bytes },
      ];
    })
    .sort((a, b) => b.takenAt - a.takenAt);
}

export function takeAutomatic(db: Sqlite.Database, database: string, reason: AutomaticBackup['reason'], now: number): void {
  const schema = db.pragma('user_version', { simple: true }) as number;
  const folder = backupsFolder(database);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  copyDatabase(db, join(folder, `auto-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}-v${schema}-${reason}.db`));
  const old = automaticBackups(database).filter((each) => each.reason === reason);
  for (const { path } of old.slice(keptBackups[reason])) rmSync(path, { force: true });
}

/** `target` is there whole and synced, or not at all. */
export function copyDatabase(db: Sqlite.Database, target: string): void {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(partial);
    chmodSync(partial, 0o600);
    syncFile(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    if (['SQLITE_FULL', 'ENOSPC'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw new BancadaError('DISK_FULL', { path: dirname(target) }, { cause: error });
    throw error;
  }
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // none was taken yet
  }
}
