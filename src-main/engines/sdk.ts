/** The runtime's files: their digest, and a copy of the SDK where the code in the learner's home finds it. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sdk = join('node_modules', '@bancada', 'sdk');

/** sha256 over the names and contents of all files of a folder, or of those that count. */
export function folderDigest(folder: string, counts: (path: string) => boolean = () => true): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(counts)
    .sort();
  for (const name of names) {
    const content = readFileSync(name);
    hash.update(`${name.slice(folder.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Copies the SDK to `<home>/node_modules` when the one there is another; answers with its folder. */
export function installSdk(runtimeDir: string, home: string): string {
  const source = join(runtimeDir, sdk);
  const target = join(home, sdk);
  const digest = folderDigest(source);
  const stamp = `${target}.sha256`;
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return target;
  const building = `${target}.${process.pid}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(join(home, 'node_modules', '@bancada'), { recursive: true });
  cpSync(source, building, { recursive: true, dereference: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(building, target);
  writeFileSync(stamp, digest);
  return target;
}
