/**
 * `stage`: what an installer holds, as two folders. `app` goes into Electron's archive: main process, preload, and the digests of what the program loads from outside of it.
 * `lab` stands beside the archive as plain files, because child processes, containers and native modules read it, and Electron alone can read archives: the application
 * root as the core knows it (src-main/common/application-root.ts), with the packages that it needs at run time and the Node that programs run on.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { root } from '../setup/places.mjs';

/** Of the application itself. Challenges' checks import the core's sources, and sources of the runtime go into containers. */
const folders = ['architectures', 'challenges', 'resources', 'src-main', 'src-runtime', 'dist/host', 'dist/renderer', 'dist/runtime'];
/** Development dependencies that the lab reads as data: Node itself, TypeScript's services and types for the jobs of CI (src-main/cicd/tool.ts). */
const alsoRead = [
  'node/package.json',
  'node/bin',
  'monaco-editor/package.json',
  'monaco-editor/esm/vs/languages/features/typescript/lib',
  '@types/node',
];
const isNeeded = (path) => !/(\.test\.tsx?|\.map|\/fixtures\/.*|\/__pycache__\/.*|\/tsconfig\.json)$/.test(path);
/** No build takes longer. */
const buildMs = 300_000;
/** Checked before it is run or shown (src-main/hosts/electron/integrity.ts). */
const isChecked = (path) => path.startsWith('dist/host/') || path.startsWith('dist/renderer/');

export function stage(target) {
  rmSync(target, { recursive: true, force: true });
  const [app, lab] = [join(target, 'app'), join(target, 'lab')];
  for (const folder of folders) place(join(root, folder), join(lab, folder), wantedOf(folder));
  for (const name of runtimePackages()) place(join(root, name), join(lab, name), (path) => !path.startsWith('node_modules/') && isNeeded(path));
  for (const path of alsoRead) place(join(root, 'node_modules', path), join(lab, 'node_modules', path), () => true);
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { name, version, license, description, type, imports } = own;
  writeJson(join(lab, 'package.json'), { name, version, private: true, license, description, type, imports });
  mkdirSync(join(lab, 'scripts'), { recursive: true });
  copyFileSync(join(root, 'scripts', 'package', 'bancada.mjs'), join(lab, 'scripts', 'bancada.mjs'));

  for (const folder of ['dist/electron/main', 'dist/electron/preload']) place(join(root, folder), join(app, folder), wantedOf(folder));
  const author = { name: 'Bancada', email: 'bancada@localhost' };
  writeJson(join(app, 'package.json'), { name, productName: 'Bancada', version, license, description, author, type, main: own.main });
  const digests = Object.fromEntries(
    filesOf(lab)
      .filter(isChecked)
      .map((path) => [path, digestOf(join(lab, path))]),
  );
  writeJson(join(app, 'integrity.json'), digests);
  return { app, lab };
}

/** Of the lock file: what is not for development alone and is installed here. */
function runtimePackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional && existsSync(join(root, path)))
    .map(([path]) => path);
}

/** Of a build, no chunks of those before it, which stay for a day for whoever has them open (scripts/setup/swap.mjs) with the times they had. */
function wantedOf(folder) {
  if (!folder.startsWith('dist/')) return isNeeded;
  const madeAt = (path) => statSync(join(root, folder, path)).mtimeMs;
  const isHashed = (path) => /-[\w-]{8}\.(js|css|woff2?|ttf|wasm|svg|png)$/.test(path);
  const builtAt = Math.max(
    ...filesOf(join(root, folder))
      .filter((path) => !isHashed(path))
      .map(madeAt),
  );
  return (path) => isNeeded(path) && (!isHashed(path) || madeAt(path) > builtAt - buildMs);
}

/** By a second name where the disk allows it: nothing here is written to. */
function place(from, to, isWanted = isNeeded) {
  for (const path of filesOf(from)) {
    if (!isWanted(path)) continue;
    const target = path === '' ? to : join(to, path);
    mkdirSync(dirname(target), { recursive: true });
    try {
      linkSync(join(from, path), target);
    } catch {
      copyFileSync(join(from, path), target);
    }
  }
}

/** Of a file, the empty path. */
function filesOf(folder) {
  if (!existsSync(folder)) throw new Error(`${folder} is missing`);
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    return [''];
  }
}

function digestOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
