/** A folder's list of files: written behind them, read alone; and the digest that it is known by, the same as that of a step's folder. */
import { createHash } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import { readChunks } from '../chunks/pack-reader.ts';

export interface ListedFile {
  /** Inside the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly digest: string;
}

/** Of a content that is a folder. */
export interface FolderAbout {
  readonly files: number;
  /** Position of the chunk at which its list begins. */
  readonly listAt: number;
}

/** A line each: a file that changes leaves most chunks of the list as they were. */
export const listText = (files: readonly ListedFile[]): string =>
  files.map(({ path, bytes, digest }) => `${JSON.stringify([path, bytes, digest])}\n`).join('');

export function folderDigest(files: readonly ListedFile[]): string {
  return createHash('sha256')
    .update(`folder\n${files.map(({ path, digest }) => `${digest} ${path}`).join('\n')}`)
    .digest('hex');
}

export function readList(db: Sqlite.Database, packs: string, content: number, listAt: number): ListedFile[] {
  const pieces: Buffer[] = [];
  for (const chunk of readChunks(db, packs, content, { from: listAt })) pieces.push(Buffer.from(chunk));
  const lines = Buffer.concat(pieces).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [path, bytes, digest] = JSON.parse(line) as [string, number, string];
    return { path, bytes, digest };
  });
}
