/** `pythonEntries`: the files of an image that is assembled from this computer's Python: its program, its standard library and the shared libraries of both. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Interpreter } from '../python/interpreter.ts';
import { type ImageEntry, placeEntries, systemFiles } from './rootfs.ts';

/** Parts of the standard library that no step needs, most of its size. */
const unneeded = new Set(['test', 'tests', 'idlelib', 'tkinter', 'turtledemo', 'lib2to3', 'ensurepip', 'site-packages', 'dist-packages']);
const screens = /\/(_tkinter|readline|_curses(_panel)?|nis)\./;
/** What wheels may expect of a system beyond the C library, as the manylinux policies have it. */
const expected = ['libgcc_s.so.1', 'libstdc++.so.6', 'libz.so.1', 'libexpat.so.1', 'libdl.so.2', 'librt.so.1', 'libpthread.so.0', 'libutil.so.1'];
const lookups = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2', 'libgomp.so.1'];

/** Where it lies inside; a Python finds its library from there. */
export const pythonPlace = '/usr/local/bin/python3';

export async function pythonEntries(python: Interpreter): Promise<ImageEntry[]> {
  const library = standardLibrary(python);
  const extensions = library.flatMap(({ path }) => (path?.endsWith('.so') ? [path] : []));
  const libraries = await sharedLibraries([python.path, ...extensions]);
  return [{ name: pythonPlace.slice(1), path: python.path, mode: 0o755 }, ...library, ...libraries, ...systemFiles(), ...placeEntries()];
}

/** With the compiled files that belong to the sources, which are told by the time of these. */
function standardLibrary({ stdlib, minor }: Interpreter): ImageEntry[] {
  const compiled = `.cpython-${minor.replace('.', '')}.pyc`;
  const entries: ImageEntry[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!unneeded.has(entry.name) && !entry.name.startsWith('config-')) walk(path);
        continue;
      }
      const isPart = entry.name.endsWith('.py') || entry.name.endsWith(compiled) || (entry.name.endsWith('.so') && !screens.test(path));
      const found = isPart ? statSync(path, { throwIfNoEntry: false }) : undefined;
      if (found?.isFile())
        entries.push({ name: `usr/local/lib/python${minor}/${relative(stdlib, path).split(sep).join('/')}`, path, mtime: found.mtime });
    }
  };
  walk(stdlib);
  return entries;
}

async function sharedLibraries(binaries: readonly string[]): Promise<ImageEntry[]> {
  const [{ stdout: linked }, { stdout: known }] = await Promise.all([run('ldd', [...binaries]), run('/sbin/ldconfig', ['-p'])]);
  const paths = new Set([...linked.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((found) => found[1]!));
  const home = dirname([...paths].find((path) => /\/libc\.so/.test(path)) ?? '/lib/libc.so.6');
  for (const name of [...expected, ...lookups]) {
    const beside = join(home, name);
    const found = existsSync(beside) ? beside : new RegExp(String.raw`^\s*${name.replaceAll(/[.+]/g, '\\$&')} .*=> (\S+)`, 'm').exec(known)?.[1];
    if (found) paths.add(found);
  }
  // A Python of the person's own brings libraries in folders that the loader would not look into.
  const place = (path: string) => (/^(\/usr)?\/lib/.test(path) ? path : join(home, path.slice(path.lastIndexOf('/') + 1)));
  return [...paths].filter((path) => existsSync(path)).map((path) => ({ name: place(path).slice(1), path, mode: 0o755 }));
}

/** ldd ends badly when one of many is no dynamic program, and tells of the rest. */
async function run(program: string, args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(program, args, { encoding: 'utf8', maxBuffer: 2 ** 24 }).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? '',
  }));
}
