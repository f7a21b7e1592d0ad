/**
 * Content-addressed artifacts: a file is kept under its sha256, a folder as a tree of hard links to its files under the sha256 of its listing.
 * What enters is moved where possible, made read-only, and never changes again.
 */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { BancadaError } from '../contract/errors.ts';
import { linkOrCopy, move } from './artifacts-files.ts';
import { openUploads, type Uploads } from './artifacts-uploads.ts';

export interface StoredArtifact {
  readonly digest: string;
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
}

export interface StoredFile {
  /** Inside its folder, with `/`. */
  readonly name: string;
  readonly digest: string;
  readonly bytes: number;
}

export interface ArtifactStore {
  /** Takes a file or folder over (the source is gone afterwards). Links, devices and pipes are refused: STEP_OUTPUT_INVALID. */
  take(path: string, about?: { step?: string }): Promise<StoredArtifact>;
  /** A folder made of files that are stored already. */
  assemble(files: readonly StoredFile[]): Promise<StoredArtifact>;
  /** What a stored folder is made of. */
  files(digest: string): Promise<StoredFile[]>;
  /** Absolute path of what is stored; ARTIFACT_NOT_FOUND when it is not there. */
  path(digest: string): string;
  has(digest: string): boolean;
  /** What clients send: unlike what steps leave, it goes away again when nobody shows it any more. */
  readonly uploads: Uploads;
}

const smallFile = 1 << 20;
/** Bytes between two pauses, a few milliseconds of hashing; a file's names cost as much as so many. */
const atOnce = 2 << 20;
const fileCost = 32 << 10;

export function openArtifacts(root: string): ArtifactStore {
  const place = (digest: string) => join(root, digest.slice(0, 2), digest);
  const uploads = openUploads(join(root, 'uploads'), place);

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
    const files: StoredFile[] = [];
    const pause = pauses();
    for (const name of walk(path, '', step)) {
      const file = { name, ...(await takeFile(join(path, name))) };
      files.push(file);
      await pause(file.bytes);
    }
    const stored = await assemble(files);
    rmSync(path, { recursive: true, force: true });
    return stored;
  }

  async function assemble(unordered: readonly StoredFile[]): Promise<StoredArtifact> {
    const files = unordered.toSorted(asWalked);
    const listing = files.map(({ name, digest }) => `${digest} ${name}`).join('\n');
    const digest = createHash('sha256').update(`folder\n${listing}`).digest('hex');
    const target = place(digest);
    if (!existsSync(target)) {
      const building = `${target}.${process.pid}-${randomBytes(4).toString('hex')}.new`;
      try {
        await build(building, files);
        if (!existsSync(target)) renameSync(building, target);
      } finally {
        rmSync(building, { recursive: true, force: true });
      }
    }
    return { digest, kind: 'folder', bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  async function build(folder: string, files: readonly StoredFile[]): Promise<void> {
    const pause = pauses();
    mkdirSync(folder, { recursive: true });
    for (const { name, digest } of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      linkOrCopy(pathOf(digest), join(folder, name));
      await pause(0);
    }
  }

  async function files(digest: string): Promise<StoredFile[]> {
    const folder = pathOf(digest);
    const found: StoredFile[] = [];
    const pause = pauses();
    for (const name of walk(folder, '', '—')) {
      const file = join(folder, name);
      const bytes = lstatSync(file).size;
      found.push({ name, digest: await hashFile(file, bytes), bytes });
      await pause(bytes);
    }
    return found;
  }

  function pathOf(digest: string): string {
    const path = find(digest);
    if (path === null) throw new BancadaError('ARTIFACT_NOT_FOUND', { path: digest, run: '—' });
    return path;
  }

  function find(digest: string): string | null {
    if (!/^[0-9a-f]{64}$/.test(digest)) return null;
    return [place(digest), uploads.place(digest)].find((path) => existsSync(path)) ?? null;
  }

  return {
    async take(path, about = {}) {
      const step = about.step ?? '—';
      const found = lstatSync(path);
      if (found.isDirectory()) return takeFolder(path, step);
      if (found.isFile()) return takeFile(path);
      throw new BancadaError('STEP_OUTPUT_INVALID', { step, path });
    },
    assemble,
    files,
    path: pathOf,
    has: (digest) => find(digest) !== null,
    uploads,
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

/** The order of `walk`, whoever lists the files: a folder's digest must not depend on it. */
function asWalked(a: StoredFile, b: StoredFile): number {
  const left = a.name.split('/');
  const right = b.name.split('/');
  const at = left.findIndex((part, i) => part !== right[i]);
  return left[at]! < right[at]! ? -1 : 1;
}

/** A folder of many small files must not hold up everything else: each costs little, but they follow each other without a break. */
function pauses() {
  let done = 0;
  return async (bytes: number): Promise<void> => {
    done += bytes + fileCost;
    if (done < atOnce) return;
    done = 0;
    await setImmediate();
  };
}

async function hashFile(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  // One read is several times faster than a stream for the small files that most steps leave.
  if (bytes <= smallFile) hash.update(readFileSync(path));
  else await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
