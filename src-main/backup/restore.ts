/** `restoreBackup`: makes a home of a backup, beside where it will be, and gives it its name when every file and the database have been found whole. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { BackupSummary } from '../contract/backup.ts';
import { BancadaError } from '../contract/errors.ts';
import { databaseName, type Follow } from './format.ts';
import { type Piece, readBackup } from './read.ts';

export async function restoreBackup(file: string, home: string, follow: Follow = {}): Promise<BackupSummary> {
  const target = resolve(home);
  refuseUnlessEmpty(target);
  mkdirSync(dirname(target), { recursive: true });
  const building = join(dirname(target), `.${basename(target)}.restoring-${randomBytes(4).toString('hex')}`);
  mkdirSync(building, { mode: 0o700 });
  try {
    const later: Piece[] = [];
    const summary = await readBackup(
      file,
      async (piece, content) => {
        if (piece.type === 'file') await writeFile(join(building, piece.path), piece, content);
        else {
          for await (const _ of content);
          if (piece.type === 'directory') mkdirSync(join(building, piece.path), { recursive: true, mode: 0o700 });
          later.push(piece);
        }
      },
      follow,
    );
    finish(building, later);
    checkDatabase(join(building, databaseName), file);
    syncFolder(building);
    follow.signal?.throwIfAborted();
    takeName(building, target);
    return summary;
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: dirname(target) }, { cause: error });
    throw error;
  }
}

async function writeFile(path: string, { mode, mtime }: Piece, content: AsyncIterable<Buffer>): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx', 0o600);
  try {
    for await (const chunk of content) for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  utimesSync(path, mtime, mtime);
  chmodSync(path, mode);
}

/** Links come after all files, so that nothing is ever written through one; the modes of folders last, the innermost first. */
function finish(building: string, later: readonly Piece[]): void {
  for (const { path, type, target } of later) {
    if (type === 'symlink') symlinkSync(target, join(building, path));
    else if (type === 'link') linkSync(join(building, target), join(building, path));
  }
  for (const { path, mode, mtime } of later.filter(({ type }) => type === 'directory').reverse()) {
    utimesSync(join(building, path), mtime, mtime);
    chmodSync(join(building, path), mode);
  }
}

function checkDatabase(path: string, file: string): void {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new BancadaError('BACKUP_DAMAGED', { file, entry: databaseName });
  } finally {
    db.close();
  }
}

function refuseUnlessEmpty(home: string): void {
  try {
    if (readdirSync(home).length > 0) throw new BancadaError('BACKUP_HOME_NOT_EMPTY', { home });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') throw new BancadaError('BACKUP_HOME_NOT_EMPTY', { home });
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function takeName(building: string, home: string): void {
  try {
    rmdirSync(home);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') throw new BancadaError('BACKUP_HOME_NOT_EMPTY', { home }, { cause: error });
    if (code !== 'ENOENT') throw error;
  }
  renameSync(building, home);
  syncFolder(dirname(home));
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
