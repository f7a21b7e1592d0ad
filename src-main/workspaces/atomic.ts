/** `writeAtomically`: a file is there whole, in its old or its new form, whatever happens. DISK_FULL. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

export function writeAtomically(path: string, content: string | Buffer): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.new`);
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
  } catch (error) {
    rmSync(temporary, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: folder }, { cause: error });
    throw error;
  }
}
