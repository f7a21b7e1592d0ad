/** The files of the base image: where each comes from and where it lies inside. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

export interface ImageEntry {
  /** Path inside the image, without a leading slash. */
  readonly name: string;
  /** A file of this machine, or what it contains; neither makes a folder. */
  readonly path?: string;
  readonly content?: string;
  readonly mode?: number;
  /** Of a file whose time says something; 1970 without it, so that the same files make the same bytes. */
  readonly mtime?: Date;
}

/** The SDK as a package that any code finds, the server where the engine starts it, and the places that programs are given. */
export function runtimeEntries(runtimeDir: string): ImageEntry[] {
  const root = realpathSync(runtimeDir);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [
    ...files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => ({ name: placeInImage(relative(root, path).split(sep).join('/')), path })),
    ...placeEntries(),
    { name: 'lab/preload.cjs', content: '' },
    // Tells Node that a learner's .ts is a module, which spares it from trying.
    { name: 'lab/package.json', content: '{"type":"module"}\n' },
  ];
}

/** Where the engine mounts what a program is given. */
export function placeEntries(): ImageEntry[] {
  const folders = ['lab', 'lab/code', 'lab/in', 'lab/out', 'lab/model'];
  return [...folders.map((name) => ({ name })), { name: 'lab/context.json', content: '' }];
}

/** The pinned Node with the shared libraries it is linked to, and a system around it. */
export function systemEntries(node: string): ImageEntry[] {
  return [
    { name: 'usr/local/bin/node', path: node, mode: 0o755 },
    ...sharedLibraries(node).map((path) => ({ name: path.slice(1), path, mode: 0o755 })),
    ...systemFiles(),
  ];
}

/** The few files of a system that programs look at. */
export function systemFiles(): ImageEntry[] {
  const certificates = '/etc/ssl/certs/ca-certificates.crt';
  return [
    { name: 'etc/passwd', content: 'root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' },
    { name: 'etc/group', content: 'root:x:0:\nnogroup:x:65534:\n' },
    { name: 'etc/nsswitch.conf', content: 'passwd: files\ngroup: files\nhosts: files dns\n' },
    ...(existsSync(certificates) ? [{ name: certificates.slice(1), path: certificates }] : []),
    ...['dev', 'proc', 'sys', 'run'].map((name) => ({ name })),
    { name: 'tmp', mode: 0o1777 },
  ];
}

/** Calls `use` with a copy of the binary without its symbols (a fifth smaller), or with the binary itself where `strip` is missing. */
export async function withStripped<T>(node: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-node-'));
  const stripped = join(folder, 'node');
  try {
    execFileSync('strip', ['-o', stripped, node], { stdio: 'ignore' });
  } catch {
    rmSync(stripped, { force: true });
  }
  try {
    return await use(existsSync(stripped) ? stripped : node);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function placeInImage(name: string): string {
  return name.startsWith('node_modules/') ? name : `opt/bancada/${name}`;
}

/** As the loader will look for them: `libm.so.6 => /lib/…/libm.so.6 (0x…)`, and the loader itself. */
function sharedLibraries(binary: string): string[] {
  const lines = execFileSync('ldd', [binary], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => /(?:=> )?(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}
