/**
 * `pythonReach`: the files of a workspace that a Python program can reach: the modules that it imports, found as Python finds them, and the data whose
 * name, ending or folder its text mentions. Null for a program that may find any file.
 */
import { posix } from 'node:path';
import { type PythonImport, pythonImports } from './python-imports.ts';

type Files = ReadonlyMap<string, Buffer>;

export function pythonReach(files: Files, entry: string): Set<string> | null {
  const reached = new Set<string>();
  const bases = [...new Set([posix.dirname(entry), '.'])];
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const content = files.get(path);
    if (reached.has(path) || content === undefined) continue;
    reached.add(path);
    if (/\.(so|pyd|pyc)$/.test(path)) return null; // what is compiled cannot be read
    if (!path.endsWith('.py')) continue;
    const text = content.toString('utf8');
    const { imports, whole } = pythonImports(text);
    if (whole) return null;
    for (const one of imports) waiting.push(...modules(files, one, one.level === 0 ? bases : [above(path, one.level)]));
    for (const other of files.keys()) if (!reached.has(other) && mentions(text, other)) waiting.push(other);
  }
  return reached;
}

/** Every file that an import may load: the packages on the way, then the module, wherever it is found. */
function modules(files: Files, { parts }: PythonImport, bases: readonly string[]): string[] {
  return bases.flatMap((base) => {
    const found = [posix.join(base, '__init__.py')];
    for (const [index, part] of parts.entries()) {
      const folder = posix.join(base, ...parts.slice(0, index));
      if (part === '*') found.push(...[...files.keys()].filter((path) => path.startsWith(folder === '.' ? '' : `${folder}/`)));
      const stem = posix.join(folder, part);
      found.push(`${stem}.py`, `${stem}/__init__.py`, ...compiled(files, stem));
    }
    return found;
  });
}

function compiled(files: Files, stem: string): string[] {
  return [...files.keys()].filter((path) => path.startsWith(`${stem}.`) && /\.(so|pyd|pyc)$/.test(path));
}

function above(path: string, level: number): string {
  let folder = posix.dirname(path);
  for (let step = 1; step < level; step += 1) folder = posix.dirname(folder);
  return folder;
}

/** `open("dados.csv")`, `f"{nome}.csv"`, `"dados/" + nome`: a file that a text may mean. */
function mentions(text: string, path: string): boolean {
  const { base, ext, dir } = posix.parse(path);
  if (text.includes(base)) return true;
  if (ext !== '' && new RegExp(String.raw`(?:^|\W|%[0-9.]*[a-z])${escaped(ext)}(?!\w)`).test(text)) return true;
  return dir !== '' && dir.split('/').some((folder) => new RegExp(`["'/]${escaped(folder)}["'/]`).test(text));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
