/** `writeExport`: the folder, there when it is whole. One of an earlier export is replaced; anything else of that name is left alone. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import type { Built } from './build.ts';
import { bytesOf, isText } from './files.ts';

/** Tells a folder of ours from a person's. */
const mark = '.bancada-export';

export function writeExport({ files, images }: Built, path: string): { path: string; files: number; bytes: number; images: string[] } {
  if (existsSync(path) && !existsSync(join(path, mark))) throw new BancadaError('FILE_EXISTS', { path });
  const unique = randomBytes(4).toString('hex');
  const building = `${path}.${unique}.new`;
  const old = `${path}.${unique}.old`;
  try {
    mkdirSync(building, { recursive: true });
    writeFileSync(join(building, mark), '');
    for (const file of files) {
      const target = join(building, file.path);
      mkdirSync(dirname(target), { recursive: true });
      if (isText(file)) writeFileSync(target, file.content);
      else copyFileSync(file.from, target);
    }
    if (existsSync(path)) renameSync(path, old);
    renameSync(building, path);
  } catch (error) {
    if (existsSync(old) && !existsSync(path)) renameSync(old, path);
    throw error;
  } finally {
    for (const left of [building, old]) rmSync(left, { recursive: true, force: true });
  }
  return { path, files: files.length, bytes: files.reduce((sum, file) => sum + bytesOf(file), 0), images };
}
