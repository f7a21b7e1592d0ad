/**
 * What must be there before anything else can run: the packages of the lock file and the builds that are stale.
 * Plain JavaScript for Node ≥ 18, because it runs before the install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint, glance } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { pinnedNode, root, say } from './places.mjs';

const builds = {
  runtime: { inputs: ['src-runtime', 'scripts/build-runtime.mjs', 'package-lock.json'], command: ['scripts/build-runtime.mjs'] },
  plantuml: { inputs: ['scripts/diagrams', 'resources/c4', 'package-lock.json'], command: ['scripts/diagrams/stage-assets.mjs'] },
  renderer: {
    inputs: ['src-renderer', 'src-main/contract', 'scripts/diagrams', 'resources/c4', 'package-lock.json'],
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'src-renderer/vite.config.ts', '--logLevel', 'warn'],
  },
  host: { inputs: ['src-main', 'scripts/build-host.mjs', 'package-lock.json'], command: ['scripts/build-host.mjs'] },
  electron: {
    inputs: ['src-main', 'electron.vite.config.ts', 'package-lock.json'],
    command: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  },
};

/** Installs and builds what is stale of `targets` (names of builds). Says what it did. */
export function setUp(targets) {
  withLock(join(root, '.cache', 'setup.lock'), () => {
    install();
    for (const target of targets) build(target);
  });
}

/** Whether `setUp` would find nothing to do. */
export function isFresh(targets) {
  return isInstalled() && targets.every(isBuilt);
}

function isInstalled() {
  // A work tree may borrow the packages of another by a link; npm would empty them.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  const stamp = join(root, 'node_modules', '.bancada-installed');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, ['package-lock.json']) && existsSync(pinnedNode());
}

const stampFile = (target) => join(root, 'dist', '.built', target);

/** By sizes and times; where those differ, by what is in the files, and then the new times are kept. */
function isBuilt(target) {
  const stamp = stampFile(target);
  if (!existsSync(stamp)) return false;
  const [built, seen] = readFileSync(stamp, 'utf8').split(' ');
  const { inputs } = builds[target];
  const seenNow = glance(root, inputs);
  if (seen === seenNow) return true;
  if (built !== fingerprint(root, inputs)) return false;
  writeFileSync(stamp, `${built} ${seenNow}`);
  return true;
}

function install() {
  if (isInstalled()) return;
  say('instalando as dependências (npm ci)… / installing dependencies…');
  const started = Date.now();
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (!existsSync(pinnedNode())) throw new SetupError('npm ci terminou sem o Node fixado (pacote “node”); rode: npm rebuild node');
  writeFileSync(join(root, 'node_modules', '.bancada-installed'), fingerprint(root, ['package-lock.json']));
  say(`dependências prontas em ${seconds(started)}.`);
}

function build(target) {
  if (isBuilt(target)) return;
  const { inputs, command } = builds[target];
  const stamp = stampFile(target);
  const made = `${fingerprint(root, inputs)} ${glance(root, inputs)}`;
  say(`construindo ${target}… / building…`);
  const started = Date.now();
  rmSync(stamp, { force: true });
  run(pinnedNode(), command);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, made);
  say(`${target} pronto em ${seconds(started)}.`);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: `${dirname(pinnedNode())}:${process.env.PATH}` },
  });
  if (error) throw new SetupError(`${command}: ${error.message}`);
  if (status !== 0) throw new SetupError(`${command} ${args.join(' ')} terminou com código ${status}`);
}

export class SetupError extends Error {}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
