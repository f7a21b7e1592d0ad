/** `writeAtomically`: a file is there whole, in its old or its new form, whatever happens, a power cut too. DISK_FULL. `sweepHalfWritten`: what a kill left of it. */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';

/** The writer stands in the name: another core may be writing the same file. */
const halfWritten = /^\..+\.(\d+)_(\d+|-)_([0-9a-f]+)\.new$/;
let writer: string | null = null;

export function writeAtomically(path: string, content: string | Buffer): void {
  const folder = dirname(path);
  writer ??= newOwner();
  const temporary = join(folder, `.${basename(path)}.${writer.replaceAll(':', '_')}.new`);
  try {
    mkdirSync(folder, { recursive: true });
    const file = openSync(temporary, 'w', 0o600);
    try {
      const bytes = Buffer.from(content);
      for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncFolder(folder);
  } catch (error) {
    rmSync(temporary, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: folder }, { cause: error });
    throw error;
  }
}

/** In the folder and below it. */
export function sweepHalfWritten(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') sweepHalfWritten(path);
    const [, ...owner] = halfWritten.exec(entry.name) ?? [];
    if (owner.length > 0 && !isAlive(owner.join(':'))) rmSync(path, { force: true });
  }
}

/** The new name is on the disk as well. Windows has no such call for folders. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
