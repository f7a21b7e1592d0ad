/**
 * `createStripper`: the learner's TypeScript without its types, made once per file content and kept in the home.
 * Node would do it by itself in every program, and takes 35 ms each time to get ready for it. What cannot be stripped is left to Node, which says why.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../../storage/index.ts';
import { createStripWorker } from './strip-worker.ts';

export interface Stripper {
  /** Path inside the folder, with `/` → JavaScript in which every character stands where it stood. */
  sources(codeDir: string): Promise<ReadonlyMap<string, string>>;
}

const mostFiles = 100;
const mostBytes = 256 * 1024;

export function createStripper(home: Pick<Home, 'root'>): Stripper {
  const cacheDir = join(home.root, 'cache', 'typescript');
  const worker = createStripWorker();
  const known = new Map<string, Promise<string | null>>();

  async function stripped(path: string): Promise<string | null> {
    const text = readFileSync(path, 'utf8');
    const name = createHash('sha256').update(`${process.version} ${text}`).digest('hex');
    const cached = join(cacheDir, `${name}.js`);
    try {
      return readFileSync(cached, 'utf8');
    } catch {
      const source = await worker.strip(text);
      if (source !== null) store(cached, source);
      return source;
    }
  }

  function store(path: string, source: string): void {
    mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
    const writing = `${path}.${process.pid}.new`;
    writeFileSync(writing, source);
    renameSync(writing, path);
  }

  return {
    async sources(codeDir) {
      const found = new Map<string, string>();
      for (const name of typescriptFiles(codeDir)) {
        const path = join(codeDir, name);
        const { mtimeMs, size, ino } = statSync(path);
        if (size > mostBytes) continue;
        const key = `${path} ${ino} ${mtimeMs} ${size}`;
        let source = known.get(key);
        if (!source) {
          source = stripped(path).catch(() => null);
          known.set(key, source);
        }
        const js = await source;
        if (js !== null) found.set(name, js);
      }
      return found;
    },
  };
}

function typescriptFiles(folder: string): string[] {
  const names: string[] = [];
  const walk = (prefix: string) => {
    for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
      if (names.length >= mostFiles) return;
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(`${prefix}${entry.name}/`);
      else if (entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')) names.push(prefix + entry.name);
    }
  };
  walk('');
  return names;
}
