/**
 * Content-addressed artifacts: a file is kept under its sha256, a folder as a tree of hard links to its files under the sha256 of its listing.
 * What enters is moved where possible, made read-only, and never changes again.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BancadaError } from '../contract/errors.ts';

export interface StoredArtifact {
  readonly digest: string;
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
}

export interface ArtifactStore {
  /** Takes a file or folder over (the source is gone afterwards). Links, devices and pipes are refused: STEP_OUTPUT_INVALID. */
  take(path: string, about?: { step?: string }): Promise<StoredArtifact>;
  /** Absolute path of what is stored; ARTIFACT_NOT_FOUND when it is not there. */
  path(digest: string): string;
  has(digest: string): boolean;
}

const smallFile = 1 << 20;

export function openArtifacts(root: string): ArtifactStore {
  const place = (digest: string) => join(root, digest.slice(0, 2), digest);

  async function takeFile(path: string): Promise<StoredArtifact> {
    const bytes = lstatSync(path).size;
    const digest = await hashFile(path, bytes);
    const target = place(digest);
    if (existsSync(target)) {
      rmSync(path);
    } else {
      mkdirSync(dirname(target), { recursive: true });
      move(path, target);
      chmodSync(target, 0o444);
    }
    return { digest, kind: 'file', bytes };
  }

  async function takeFolder(path: string, step: string): Promise<StoredArtifact> {
    const lines: string[] = [];
    const files: { name: string; digest: string }[] = [];
    let bytes = 0;
    for (const name of walk(path, '', step)) {
      const stored = await takeFile(join(path, name));
      bytes += stored.bytes;
      files.push({ name, digest: stored.digest });
      lines.push(`${stored.digest} ${name}`);
    }
    const digest = createHash('sha256')
      .update(`folder\n${lines.join('\n')}`)
      .digest('hex');
    const target = place(digest);
    if (!existsSync(target)) {
      const building = `${target}.${process.pid}.new`;
      rmSync(building, { recursive: true, force: true });
      mkdirSync(building, { recursive: true });
      for (const { name, digest: part } of files) {
        mkdirSync(dirname(join(building, name)), { recursive: true });
        linkOrCopy(place(part), join(building, name));
      }
      if (existsSync(target)) rmSync(building, { recursive: true });
      else renameSync(building, target);
    }
    rmSync(path, { recursive: true, force: true });
    return { digest, kind: 'folder', bytes };
  }

  return {
    async take(path, about = {}) {
      const step = about.step ?? '—';
      const found = lstatSync(path);
      if (found.isDirectory()) return takeFolder(path, step);
      if (found.isFile()) return takeFile(path);
      throw new BancadaError('STEP_OUTPUT_INVALID', { step, path });
    },
    path(digest) {
      const path = place(digest);
      if (!/^[0-9a-f]{64}$/.test(digest) || !existsSync(path)) throw new BancadaError('ARTIFACT_NOT_FOUND', { path: digest, run: '—' });
      return path;
    },
    has: (digest) => /^[0-9a-f]{64}$/.test(digest) && existsSync(place(digest)),
  };
}

function* walk(root: string, prefix: string, step: string): Generator<string> {
  const entries = readdirSync(join(root, prefix), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(root, name, step);
    else if (entry.isFile()) yield name;
    else throw new BancadaError('STEP_OUTPUT_INVALID', { step, path: name });
  }
}

async function hashFile(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  // One read is several times faster than a stream for the small files that most steps leave.
  if (bytes <= smallFile) hash.update(readFileSync(path));
  else await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const temporary = `${to}.${process.pid}.new`;
    copyFileSync(from, temporary);
    renameSync(temporary, to);
    rmSync(from);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
