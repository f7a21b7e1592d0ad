/**
 * `reachedFiles`: what a program can reach; `codeClosure`: the digest of a program and of every file of the workspace that it can reach through relative imports.
 * (Python: `python-closure.ts`). A program that finds files in another way (computed imports, reading its own folder) depends on the whole folder: too much re-runs a step
 * without need, too little would hand out results of other code.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { codeFiles } from '../snapshot.ts';
import { pythonReach } from './python-closure.ts';

const gap = String.raw`(?:\s|\/\*[\s\S]*?\*\/)*`;
const relativeImport = new RegExp(`\\b(?:from|import)${gap}\\(?${gap}(['"\`])(\\.{1,2}/[^'"\`]+)\\1`, 'g');
const computed = new RegExp(
  `\\bimport${gap}\\(${gap}(?!['"\`])|\\bimport${gap}\\(${gap}\`[^\`]*\\$\\{|\\brequire\\b|createRequire|import\\.meta|\\bcwd\\b|readFile|readdir|createReadStream|codeDir|process\\.argv`,
);

export interface Reached {
  /** Path → digest. */
  files: Map<string, string>;
  /** The program may find any file of the workspace. */
  whole: boolean;
}

export function codeClosure(codeDir: string, entry: string): string {
  const { files, whole } = reachedFiles(codeDir, entry);
  if (whole) return digest(JSON.stringify([entry, 'all', [...files]]));
  return digest(JSON.stringify([entry, [...files].sort(([a], [b]) => (a < b ? -1 : 1))]));
}

export function reachedFiles(codeDir: string, entry: string): Reached {
  if (entry.endsWith('.py')) return reachedByPython(codeDir, entry);
  const files = new Map<string, string>();
  const waiting = [entry];
  if (existsSync(join(codeDir, 'package.json'))) waiting.push('package.json');
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const text = readText(codeDir, path);
    files.set(path, digest(text ?? ''));
    if (text === null || !/\.[cm]?[jt]s$/.test(path)) continue;
    if (computed.test(text)) return wholeFolder(codeDir);
    for (const found of text.matchAll(relativeImport)) waiting.push(posix.normalize(posix.join(posix.dirname(path), found[2]!)));
  }
  return { files, whole: false };
}

/** With what it asks to be installed. */
function reachedByPython(codeDir: string, entry: string): Reached {
  const all = new Map(codeFiles(codeDir).map(({ path, content }) => [path, content]));
  const reached = pythonReach(all, entry);
  if (reached === null) return wholeFolder(codeDir);
  reached.add(entry);
  if (all.has('requirements.txt')) reached.add('requirements.txt');
  return { files: new Map([...reached].map((path) => [path, digest(all.get(path) ?? '')])), whole: false };
}

function wholeFolder(codeDir: string): Reached {
  return { files: new Map(codeFiles(codeDir).map(({ path, content }) => [path, digest(content)])), whole: true };
}

function readText(codeDir: string, path: string): string | null {
  const full = join(codeDir, path);
  return !path.startsWith('..') && statSync(full, { throwIfNoEntry: false })?.isFile() ? readFileSync(full, 'utf8') : null;
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
