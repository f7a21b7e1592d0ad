/** `storeFolder`: a folder as one content, in a thread: its files one after another, each read once, then their list. A file that only moved is stored already. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import { chunkSizes } from '../chunks/chunker.ts';
import { createCutter, type Read } from '../chunks/cutter.ts';
import { openPackWriter } from '../chunks/pack-writer.ts';
import type { StoreJob } from '../chunks/store-file.ts';
import { type FolderAbout, folderDigest, type ListedFile, listText } from './list.ts';
import { walkFiles } from './walk.ts';

/** DATA_FOLDER_EMPTY, DATA_FOLDER_ENTRY. `bytes` are those of its files. */
export async function storeFolder({
  db,
  packs,
  owner,
  path,
  send,
  progress,
}: StoreJob): Promise<{ digest: string; bytes: number; folder: FolderAbout }> {
  const paths = [...walkFiles(path)];
  if (paths.length === 0) throw new BancadaError('DATA_FOLDER_EMPTY', { path });
  const files = paths.map((each) => ({ path: each, bytes: lstatSync(join(path, each)).size }));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const writer = openPackWriter(packs, owner, send);
  const cut = createCutter(db, writer);
  const reader = readInTurn(path, (done) => progress(done, total));
  try {
    let chunks = 0;
    let bytes = 0;
    for (const group of groupsOf(files)) {
      const done = await cut(reader.of(group));
      chunks += done.chunks;
      bytes += done.bytes;
    }
    const list = Buffer.from(listText(reader.listed));
    let given = 0;
    await cut((buffer, at, length) => {
      const copied = list.copy(buffer, at, given, Math.min(list.length, given + length));
      given += copied;
      return copied;
    });
    await writer.end();
    return { digest: folderDigest(reader.listed), bytes, folder: { files: paths.length, listAt: chunks } };
  } finally {
    reader.close();
  }
}

/** A file of a chunk's size or more is cut by itself, so that it is stored once wherever it moves; small ones share chunks with their neighbours. */
function groupsOf(files: readonly { path: string; bytes: number }[]): string[][] {
  const groups: string[][] = [];
  let isOpen = false;
  for (const { path, bytes } of files) {
    const isSmall = bytes < chunkSizes.min;
    if (isSmall && isOpen) groups.at(-1)!.push(path);
    else groups.push([path]);
    isOpen = isSmall;
  }
  return groups;
}

/** What is listed is what was read, whoever writes to the files meanwhile. */
function readInTurn(root: string, progress: (done: number) => void) {
  const listed: ListedFile[] = [];
  let open: { file: number; path: string; bytes: number; hash: Hash } | null = null;
  let waiting: string[] = [];
  let done = 0;
  const close = () => {
    if (open) closeSync(open.file);
    open = null;
  };
  const read: Read = (buffer, at, length) => {
    let filled = 0;
    while (filled < length) {
      if (open === null) {
        const path = waiting.shift();
        if (path === undefined) break;
        open = { file: openSync(join(root, path), 'r'), path, bytes: 0, hash: createHash('sha256') };
      }
      const got = readSync(open.file, buffer, at + filled, length - filled, null);
      if (got === 0) {
        listed.push({ path: open.path, bytes: open.bytes, digest: open.hash.digest('hex') });
        close();
        continue;
      }
      open.hash.update(buffer.subarray(at + filled, at + filled + got));
      open.bytes += got;
      filled += got;
      done += got;
    }
    progress(done);
    return filled;
  };
  const of = (paths: string[]): Read => {
    waiting = paths;
    return read;
  };
  return { of, listed, close };
}
