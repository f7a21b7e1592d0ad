/** `readDependencies`: what a project's lock files pin, with the line where it stands: package-lock.json (npm), else package.json; requirements.txt (PyPI). */
import type { ProjectFile } from '../source.ts';

export interface Dependency {
  ecosystem: 'npm' | 'pypi';
  name: string;
  version: string;
  licence: string | null;
  file: string;
  line: number;
}

export function readDependencies(files: readonly ProjectFile[]): Dependency[] {
  const text = (path: string) => files.find((file) => file.path === path)?.text;
  const lock = text('package-lock.json');
  const manifest = text('package.json');
  const requirements = files.filter(({ path }) => /(^|\/)requirements[\w-]*\.txt$/.test(path));
  return [
    ...(lock === undefined ? [] : npmLock(lock)),
    ...(manifest === undefined ? [] : npmManifest(manifest, lock === undefined ? [] : npmLock(lock))),
    ...requirements.flatMap(({ path, text: lines }) => pypi(path, lines)),
  ];
}

function npmLock(text: string): Dependency[] {
  const packages = (parse(text) as { packages?: Record<string, { version?: string; license?: string; link?: boolean }> }).packages ?? {};
  return Object.entries(packages).flatMap(([path, { version, license, link }]) => {
    const name = path.split('node_modules/').at(-1)!;
    if (path === '' || link || version === undefined) return [];
    return [{ ecosystem: 'npm', name, version, licence: license ?? null, file: 'package-lock.json', line: lineOf(text, `"${path}"`) } as const];
  });
}

/** What package.json asks for and the lock does not have: somebody forgot `npm install`. The least version that fits is what we judge. */
function npmManifest(text: string, locked: readonly Dependency[]): Dependency[] {
  const { dependencies = {}, devDependencies = {} } = parse(text) as Record<'dependencies' | 'devDependencies', Record<string, string> | undefined>;
  return Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, range]) => {
    const version = /\d+\.\d+\.\d+[\w.-]*/.exec(range)?.[0];
    if (version === undefined || locked.some((one) => one.name === name)) return [];
    return [{ ecosystem: 'npm', name, version, licence: null, file: 'package.json', line: lineOf(text, `"${name}"`) } as const];
  });
}

function pypi(file: string, text: string): Dependency[] {
  return text.split('\n').flatMap((each, index) => {
    const [, name, version] = /^\s*([A-Za-z0-9][\w.-]*)\s*==\s*([\w.]+)/.exec(each) ?? [];
    if (!name || !version) return [];
    return [{ ecosystem: 'pypi', name: name.toLowerCase().replaceAll('_', '-'), version, licence: null, file, line: index + 1 } as const];
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function lineOf(text: string, needle: string): number {
  const at = text.indexOf(needle);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
