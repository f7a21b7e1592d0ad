/**
 * `snapshotCode`: the learner's code as it is at the start of a run, kept under its digest, so that edits during the run change nothing in it.
 * Runs of the same code share one snapshot.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

const maxFiles = 2000;
const maxBytes = 64 * 1024 * 1024;

export function snapshotCode(folder: string, snapshots: string): string {
  const files = codeFiles(folder);
  const target = join(snapshots, digestOf(files));
  if (existsSync(target)) return target;
  const building = `${target}.${process.pid}.new`;
  rmSync(building, { recursive: true, force: true });
  try {
    mkdirSync(building, { recursive: true, mode: 0o755 });
    for (const { path, content } of files) {
      // Readable by whoever a container runs as; the folders above are ours alone.
      mkdirSync(dirname(join(building, path)), { recursive: true, mode: 0o755 });
      writeFileSync(join(building, path), content, { mode: 0o444 });
    }
    renameSync(building, target);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: snapshots }, { cause: error });
    if (!existsSync(target)) throw error; // otherwise another core was faster
  }
  return target;
}

/** Of the same code always the same: the name of its snapshot. */
export function codeDigest(folder: string): string {
  return digestOf(codeFiles(folder));
}

function digestOf(files: readonly { path: string; content: Buffer }[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex').slice(0, 32);
}

/** The files of a code folder by path, sorted; links, hidden folders and node_modules are no part of it. */
export function codeFiles(folder: string): { path: string; content: Buffer }[] {
  const files: { path: string; content: Buffer }[] = [];
  let bytes = 0;
  const visit = (prefix: string) => {
    const entries = readdirSync(join(folder, prefix), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = prefix ? `${prefix}/${entry.name}` : entry.name;
      if (entry.isDirectory()) visit(path);
      if (!entry.isFile()) continue;
      const content = readFileSync(join(folder, path));
      bytes += content.length;
      if (files.length >= maxFiles || bytes > maxBytes)
        throw new BancadaError('WORKSPACE_TOO_LARGE', { path, files: maxFiles, megabytes: maxBytes / 2 ** 20 });
      files.push({ path, content });
    }
  };
  visit('');
  return files;
}
