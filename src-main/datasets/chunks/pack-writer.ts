/** `openPackWriter`: chunks, one after another, in files that are named after who writes them; handed out in slices whose bytes are on the disk. */
import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Slice, SliceEntry } from './messages.ts';

/** A pack is closed once it is this large: collecting garbage rewrites packs whole. */
const packBytes = 64 << 20;
/** A slice is one group of rows: few enough that writing them holds nobody up. */
const sliceEntries = 256;
const gatherBytes = 1 << 20;

export function openPackWriter(folder: string, owner: string, send: (slice: Slice) => Promise<void>) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let file: number | null = null;
  let name = '';
  let written = 0;
  let entries: SliceEntry[] = [];
  const gathered = Buffer.allocUnsafe(gatherBytes);
  let gatheredBytes = 0;

  function flush(): void {
    if (file !== null) writeAll(file, gathered.subarray(0, gatheredBytes));
    gatheredBytes = 0;
  }

  async function handOut(): Promise<void> {
    flush();
    const isNew = entries.some(({ start }) => start !== null);
    if (file !== null && isNew) fsyncSync(file);
    const bytes = written;
    for (let at = 0; at < entries.length; at += sliceEntries) {
      await send({ pack: isNew ? { name, bytes } : null, entries: entries.slice(at, at + sliceEntries) });
    }
    entries = [];
  }

  function close(): void {
    if (file === null) return;
    fchmodSync(file, 0o400);
    closeSync(file);
    file = null;
  }

  return {
    /** `bytes` null: the store has it. */
    async add(digest: string, length: number, bytes: Uint8Array | null): Promise<void> {
      if (bytes) {
        if (file === null) {
          name = `${owner.replaceAll(':', '_')}+${randomBytes(8).toString('hex')}`;
          file = openSync(join(folder, name), 'wx', 0o600);
          written = 0;
        }
        entries.push({ digest, bytes: length, start: written });
        if (gatheredBytes + length > gatherBytes) flush();
        gathered.set(bytes, gatheredBytes);
        gatheredBytes += length;
        written += length;
      } else {
        entries.push({ digest, bytes: length, start: null });
      }
      const isFull = written >= packBytes;
      if (isFull || entries.length >= 4 * sliceEntries) await handOut();
      if (isFull) {
        close();
        written = 0;
      }
    },
    async end(): Promise<void> {
      await handOut();
      close();
    },
  };
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
