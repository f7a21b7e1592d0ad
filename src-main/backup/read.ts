/** `readBackup`: reads a backup from its first byte to its last and compares each file with the manifest. With a `sink`, what is read also goes there. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { BackupSummary } from '../contract/backup.ts';
import { BancadaError } from '../contract/errors.ts';
import { type Follow, format, head, headName, type Manifest, manifest, manifestName, prefix } from './format.ts';

type Entry = AsyncIterable<Buffer> & { readonly header: Header };

export interface Piece {
  path: string;
  type: Manifest['entries'][number]['type'];
  mode: number;
  mtime: Date;
  /** For a symlink, where it points; for a link, the path of its file. */
  target: string;
}

/** Takes one entry; `content` is empty unless it is a file. */
export type Sink = (piece: Piece, content: AsyncIterable<Buffer>) => Promise<void>;

export async function readBackup(file: string, sink: Sink | null, { progress, signal }: Follow = {}): Promise<BackupSummary> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new BancadaError('FILE_NOT_FOUND', { path: file });
  const tar = extract();
  let doneBytes = 0;
  const source = createReadStream(file, { highWaterMark: 256 << 10 }).on('data', (chunk) => {
    doneBytes += chunk.length;
    progress?.({ phase: 'verify', doneBytes, totalBytes: stat.size });
  });
  const fed = pipeline(source, createZstdDecompress(), tar, { signal });
  fed.catch(() => {}); // told below, by what it leaves unread
  const seen = new Map<string, Manifest['entries'][number]>();
  let at = '';
  let createdAt = 0;
  let listed: Manifest | null = null;
  try {
    for await (const entry of tar as unknown as AsyncIterable<Entry>) {
      at = entry.header.name;
      if (createdAt === 0) createdAt = readHead(file, at, await textOf(entry));
      else if (at === manifestName) listed = manifest.parse(JSON.parse(await textOf(entry)));
      else {
        const read = await take(file, entry, sink);
        seen.set(read.path, read);
      }
    }
    await fed;
  } catch (error) {
    // The checksum over all comes last: which file is to blame, the manifest knows by then.
    if (listed && !signal?.aborted) compare(file, listed, seen);
    throw nameOf(error, file, at, signal);
  }
  if (createdAt === 0) throw new BancadaError('BACKUP_UNKNOWN', { file });
  if (!listed) throw new BancadaError('BACKUP_TRUNCATED', { file, entry: at });
  compare(file, listed, seen);
  const files = listed.entries.filter(({ type }) => type === 'file' || type === 'link').length;
  const contentBytes = listed.entries.reduce((sum, { bytes }) => sum + bytes, 0);
  return { path: file, bytes: stat.size, createdAt, files, contentBytes, skipped: listed.skipped };
}

function readHead(file: string, name: string, text: string): number {
  if (name !== headName) throw new BancadaError('BACKUP_UNKNOWN', { file });
  const found = JSON.parse(text) as { format?: number };
  if (typeof found.format === 'number' && found.format > format) throw new BancadaError('BACKUP_NEWER', { file, found: found.format });
  return head.parse(found).createdAt;
}

async function take(file: string, entry: Entry, sink: Sink | null): Promise<Manifest['entries'][number]> {
  const { name, type, linkname, mode = 0o600, mtime = new Date(0) } = entry.header;
  const path = name.replace(/\/$/, '').slice(prefix.length);
  const known = type === 'file' || type === 'directory' || type === 'symlink' || type === 'link';
  const target = linkname ?? '';
  const inside = (each: string) => each.startsWith(prefix) && each.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  if (!known || !inside(name.replace(/\/$/, '')) || (type === 'link' && !inside(target)))
    throw new BancadaError('BACKUP_DAMAGED', { file, entry: name });
  const hash = createHash('sha256');
  let bytes = 0;
  async function* content() {
    for await (const chunk of entry) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const piece: Piece = { path, type, mode, mtime, target: type === 'link' ? target.slice(prefix.length) : target };
  if (sink) await sink(piece, content());
  else for await (const _ of content());
  if (type !== 'file' && type !== 'directory') hash.update(target);
  return { path, type, bytes, sha256: type === 'directory' ? '' : hash.digest('hex') };
}

function compare(file: string, { entries }: Manifest, seen: Map<string, Manifest['entries'][number]>): void {
  for (const { path, type, bytes, sha256 } of entries) {
    const read = seen.get(path);
    if (!read || read.type !== type || read.bytes !== bytes || read.sha256 !== sha256)
      throw new BancadaError('BACKUP_DAMAGED', { file, entry: path });
    seen.delete(path);
  }
  const [extra] = seen.keys();
  if (extra !== undefined) throw new BancadaError('BACKUP_DAMAGED', { file, entry: extra });
}

/** What a stream says of broken bytes, as what it means for the person. Errors of this machine stay what they are. */
function nameOf(error: unknown, file: string, entry: string, signal: AbortSignal | undefined): unknown {
  if (error instanceof BancadaError || signal?.aborted) return error;
  const { code = '', message = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall) return error;
  if (entry === '') return new BancadaError('BACKUP_UNKNOWN', { file }, { cause: error });
  const short = code === 'Z_BUF_ERROR' || /unexpected end/i.test(message);
  return new BancadaError(short ? 'BACKUP_TRUNCATED' : 'BACKUP_DAMAGED', { file, entry }, { cause: error });
}

async function textOf(entry: Entry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
