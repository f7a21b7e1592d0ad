/**
 * `createBackup`: a home as one file, while the lab goes on. The database is copied first, as of one moment; what its rows name was stored before them, so it is there
 * when the files are read. The file takes its name when it has been read back and found whole.
 */
import { createHash } from 'node:crypto';
import { closeSync, createWriteStream, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { type Pack, pack } from 'tar-stream';
import type { BackupSummary } from '../contract/backup.ts';
import { BancadaError } from '../contract/errors.ts';
import { copyDatabase, isDamage, syncFile } from '../storage/index.ts';
import { databaseName, type Follow, format, type Head, headName, type Manifest, manifestName, prefix } from './format.ts';
import { readBackup } from './read.ts';
import { type Found, walkHome } from './walk.ts';

const pieceBytes = 256 << 10;

export interface CreateOrder {
  home: string;
  file: string;
  now: number;
}

export async function createBackup({ home, file, now }: CreateOrder, { progress, signal }: Follow = {}): Promise<BackupSummary> {
  const partial = `${file}.partial`;
  // In the home, for beside the backup there may be a stick that is slow or forgets permissions.
  const copy = join(home, 'backups', `.whole-${process.pid}-${now}.db`);
  try {
    progress?.({ phase: 'database', doneBytes: 0, totalBytes: 0 });
    const schema = copyOf(join(home, databaseName), copy);
    signal?.throwIfAborted();
    const tar = pack();
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } });
    const out = createWriteStream(partial, { mode: 0o600 });
    const filled = fill(tar, { home, copy, head: { format, createdAt: now, schema }, follow: { progress, signal } }).catch((error) =>
      tar.destroy(error),
    );
    await pipeline(tar as unknown as Readable, compress, out, { signal });
    await filled;
    syncFile(partial);
    const summary = await readBackup(partial, null, { progress, signal });
    renameSync(partial, file);
    return { ...summary, path: file };
  } catch (error) {
    rmSync(partial, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: dirname(file) }, { cause: error });
    throw error;
  } finally {
    rmSync(copy, { force: true });
  }
}

function copyOf(database: string, target: string): number {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const db = new Sqlite(database, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    copyDatabase(db, target);
    return db.pragma('user_version', { simple: true }) as number;
  } catch (error) {
    if (isDamage(error)) throw new BancadaError('DATABASE_MARKED', {}, { cause: error });
    throw error;
  } finally {
    db.close();
  }
}

async function fill(tar: Pack, { home, copy, head, follow }: { home: string; copy: string; head: Head; follow: Follow }): Promise<void> {
  const { found, skipped } = walkHome(home);
  const entries: Manifest['entries'] = [];
  await put(tar, { name: headName, mode: 0o600 }, JSON.stringify(head));
  const database = openSync(copy, 'r');
  const files: (Found & { fd?: number })[] = [
    { path: databaseName, type: 'file', bytes: fstatSync(database).size, mode: 0o600, mtime: new Date(head.createdAt), fd: database },
    ...found,
  ];
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const kept = new Set<string>();
  let doneBytes = 0;
  for (const { fd, ...each } of files) {
    follow.signal?.throwIfAborted();
    // Its first name may have gone meanwhile, or could not be read.
    const one: Found = each.type === 'link' && !kept.has(each.target!) ? { ...each, type: 'file' } : each;
    const { path, type, mode, mtime, target = '' } = one;
    const common = { name: prefix + path, mode, mtime };
    if (type === 'file') {
      const source = fd ?? openIfThere(join(home, path), path, skipped);
      if (source === null) continue;
      // What is written to its end from now on is left out: a log grows.
      const bytes = fstatSync(source).size;
      const sha256 = await putFile(tar, { ...common, size: bytes }, source, path, (more) => {
        doneBytes += more;
        follow.progress?.({ phase: 'files', doneBytes, totalBytes });
      });
      kept.add(path);
      entries.push({ path, type, bytes, sha256 });
    } else {
      const linkname = type === 'link' ? prefix + target : target;
      await put(tar, { ...common, type, ...(linkname && { linkname }) });
      entries.push({ path, type, bytes: 0, sha256: type === 'directory' ? '' : hashOf(linkname) });
    }
  }
  await put(tar, { name: manifestName, mode: 0o600 }, JSON.stringify({ entries, skipped } satisfies Manifest));
  tar.finalize();
}

type Header = Parameters<Pack['entry']>[0];

async function put(tar: Pack, header: Header, text = ''): Promise<void> {
  if (header.type && header.type !== 'file') {
    tar.entry(header);
    return;
  }
  const content = Buffer.from(text);
  await pipeline(Readable.from([content]), tar.entry({ ...header, size: content.length }));
}

async function putFile(tar: Pack, header: Header & { size: number }, fd: number, path: string, wrote: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  let seen = 0;
  async function* content() {
    try {
      while (seen < header.size) {
        const chunk = Buffer.allocUnsafe(Math.min(pieceBytes, header.size - seen));
        const bytes = readSync(fd, chunk, 0, chunk.length, seen);
        if (bytes === 0) throw new BancadaError('BACKUP_FILE_CHANGED', { entry: path });
        const piece = chunk.subarray(0, bytes);
        hash.update(piece);
        seen += bytes;
        wrote(bytes);
        yield piece;
      }
    } finally {
      closeSync(fd);
    }
  }
  await pipeline(content, tar.entry(header));
  return hash.digest('hex');
}

function openIfThere(file: string, path: string, skipped: string[]): number | null {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') skipped.push(path);
    return null;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
