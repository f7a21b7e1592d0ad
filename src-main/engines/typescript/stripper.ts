/**
 * `createStripper`: the learner's TypeScript without its types, made once per file content and kept in the home.
 * Node would do it by itself in every program, and takes 35 ms each time to get ready for it. What cannot be stripped is left to Node, which says why.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Home } from '../../storage/index.ts';
import { preload } from './preload.ts';
import { createStripWorker } from './strip-worker.ts';

export interface Stripper {
  /** Path inside the folder, with `/` → JavaScript in which every character stands where it stood. */
  sources(codeDir: string): Promise<ReadonlyMap<string, string>>;
  /** A file for a program to load first: `sources` under the addresses that the program sees, and the SDK's where it would not find it. */
  preload(codeDir: string, seen: { codeDir: string; sdk: string | null }): Promise<string>;
}

const mostFiles = 100;
const mostBytes = 256 * 1024;
const keptMs = 7 * 24 * 3600 * 1000;

export function createStripper(home: Pick<Home, 'root'>): Stripper {
  const cacheDir = join(home.root, 'cache', 'typescript');
  const worker = createStripWorker();
  const known = new Map<string, Promise<string | null>>();

  const preloads = new Map<string, string>();
  let swept = false;

  async function stripped(path: string): Promise<string | null> {
    const text = readFileSync(path, 'utf8');
    const cached = place(`${process.version} ${text}`, 'js');
    try {
      return readFileSync(cached, 'utf8');
    } catch {
      const source = await worker.strip(text);
      if (source !== null) store(cached, source);
      return source;
    }
  }

  function place(content: string, ending: string): string {
    return join(cacheDir, `${createHash('sha256').update(content).digest('hex')}.${ending}`);
  }

  function store(path: string, content: string): void {
    if (!swept) sweep();
    const writing = `${path}.${process.pid}.new`;
    writeFileSync(writing, content, { mode: 0o644 });
    renameSync(writing, path);
  }

  /** Everything here can be made again. */
  function sweep(): void {
    swept = true;
    mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(cacheDir)) {
      const path = join(cacheDir, name);
      if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { force: true });
    }
  }

  async function read(files: readonly CodeFile[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const { name, path, key } of files) {
      let source = known.get(key);
      if (!source) {
        source = stripped(path).catch(() => null);
        known.set(key, source);
      }
      const js = await source;
      if (js !== null) found.set(name, js);
    }
    return found;
  }

  return {
    sources: (codeDir) => read(typescriptFiles(codeDir)),
    async preload(codeDir, seen) {
      const files = typescriptFiles(codeDir);
      const key = `${seen.codeDir} ${seen.sdk} ${files.map((file) => file.key).join()}`;
      const made = preloads.get(key);
      if (made && existsSync(made)) return made;
      const sources = await read(files);
      const address = (name: string) =>
        pathToFileURL(`${seen.codeDir}/${name}`, { windows: process.platform === 'win32' && !seen.codeDir.startsWith('/') }).href;
      const content = preload({ sources: Object.fromEntries([...sources].map(([name, source]) => [address(name), source])), sdk: seen.sdk });
      const path = place(content, 'cjs');
      if (!existsSync(path)) store(path, content);
      preloads.set(key, path);
      return path;
    },
  };
}

interface CodeFile {
  readonly name: string;
  readonly path: string;
  /** Another as soon as the file is. */
  readonly key: string;
}

function typescriptFiles(folder: string): CodeFile[] {
  const files: CodeFile[] = [];
  const walk = (prefix: string) => {
    for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
      if (files.length >= mostFiles) return;
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(`${prefix}${entry.name}/`);
      if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.d.ts')) continue;
      const name = prefix + entry.name;
      const path = join(folder, name);
      const { mtimeMs, size, ino } = statSync(path);
      if (size <= mostBytes) files.push({ name, path, key: `${path} ${ino} ${mtimeMs} ${size}` });
    }
  };
  walk('');
  return files;
}
