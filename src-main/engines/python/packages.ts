/**
 * `createPackages`: the installed packages of a requirements.txt. What its lines come to is resolved once and kept with the hashes of the files (the lock);
 * each lock is installed once, into a folder named by its digest, which no program may write to. Both engines use the same folder.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interpreter } from './interpreter.ts';
import type { Pip } from './pip.ts';

export interface LockedFile {
  readonly file: string;
  readonly sha256: string;
}

export interface Packages {
  readonly digest: string;
  readonly folder: string;
}

export type OnPackage = (message: string) => void;

export interface PackageStore {
  /** Null as long as nobody has resolved them on this computer. */
  lock(requirements: readonly string[]): readonly LockedFile[] | null;
  obtain(requirements: readonly string[], onPackage?: OnPackage): Promise<Packages>;
}

export function createPackages(root: string, python: Interpreter, pip: () => Pip): PackageStore {
  const under = (name: string) => {
    const folder = join(root, name);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return folder;
  };
  const lockPath = (requirements: readonly string[]) =>
    join(root, 'locks', `${digestOf(JSON.stringify([requirements, python.minor, python.platform])).slice(0, 24)}.json`);
  const lock = (requirements: readonly string[]): LockedFile[] | null => {
    const path = lockPath(requirements);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { files: LockedFile[] }).files : null;
  };

  async function make(requirements: readonly string[], onPackage: OnPackage): Promise<Packages> {
    const known = lock(requirements);
    const ready = known && folderOf(root, python, known);
    if (ready && existsSync(ready.folder)) return ready;
    const working = mkdtempSync(join(under('working'), 'w-'));
    try {
      const wheels = join(working, 'wheels');
      const asked = join(working, 'requirements.txt');
      writeFileSync(asked, `${(known ? known.map(pinned) : requirements).join('\n')}\n`);
      await pip().download(asked, wheels, { hashed: known !== null, onLine: (line) => tell(line, onPackage) });
      const files = readdirSync(wheels)
        .sort()
        .map((file) => ({ file, sha256: digestOf(readFileSync(join(wheels, file))) }));
      const packages = folderOf(root, python, files);
      const installed = join(working, 'installed');
      if (!existsSync(packages.folder)) {
        onPackage(`pip: ${files.map(({ file }) => file.split('-').slice(0, 2).join(' ')).join(', ')}`);
        await pip().install(
          files.map(({ file }) => join(wheels, file)),
          installed,
        );
        under('packages');
        moveIn(installed, packages.folder);
      }
      if (!known) {
        const writing = join(working, 'lock.json');
        writeFileSync(writing, `${JSON.stringify({ requirements, python: python.minor, platform: python.platform, files }, null, 1)}\n`);
        under('locks');
        renameSync(writing, lockPath(requirements));
      }
      return packages;
    } finally {
      rmSync(working, { recursive: true, force: true });
    }
  }

  const making = new Map<string, Promise<Packages>>();
  return {
    lock,
    obtain(requirements, onPackage = () => {}) {
      const key = requirements.join('\n');
      const found = making.get(key) ?? make(requirements, onPackage).finally(() => making.delete(key));
      making.set(key, found);
      return found;
    },
  };
}

export function folderOf(root: string, python: Pick<Interpreter, 'minor' | 'platform'>, files: readonly LockedFile[]): Packages {
  const digest = digestOf(JSON.stringify([files.map(({ file, sha256 }) => [file, sha256]), python.minor, python.platform])).slice(0, 24);
  return { digest, folder: join(root, 'packages', digest) };
}

/** A wheel's name tells its package and version. */
function pinned({ file, sha256 }: LockedFile): string {
  const [name, version] = file.split('-');
  return `${name}==${version} --hash=sha256:${sha256}`;
}

function tell(line: string, onPackage: OnPackage): void {
  const found = /^\s*(?:Downloading|Using cached) (?:\S*\/)?([^\s/]+\.whl)(?: \(([^)]+)\))?/.exec(line);
  if (found) onPackage(`pip: ${found[1]!.split('-').slice(0, 2).join(' ')}${found[2] ? ` (${found[2]})` : ''}`);
}

/** Another core may have been faster. */
function moveIn(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
