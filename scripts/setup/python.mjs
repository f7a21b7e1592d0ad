/**
 * Throw-away Python environments for the tests of compatibility and the benchmarks: `node scripts/setup/python.mjs 2|3` has a stock MLflow, `tables`
 * pandas and Great Expectations. It prints {"python": path} or {"missing": why} on stdout; `NAME FILE` an environment of what
 * that file pins.
 *
 * uv (itself from the package index) installs the pinned files: seconds instead of minutes, one cache for both environments, and what
 * they share lies on the disk once, as hard links.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from './lock.mjs';
import { root, say } from './places.mjs';

const cache = join(root, '.cache', 'compat');
const uvVersion = '0.13.9';
const windows = process.platform === 'win32';
const candidates = [process.env.BANCADA_PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11', 'python'].filter(Boolean);
const inside = (folder, name) => join(folder, windows ? 'Scripts' : 'bin', windows ? `${name}.exe` : name);

/** The Python of an environment with MLflow `major`, made if it is not there; or why there is none. */
export function mlflowPython(major) {
  const requirements = join(root, 'tests', 'compat', major === 'tables' ? 'tables' : 'mlflow', `requirements-${major}.txt`);
  return pythonWith(`mlflow-${major}`, requirements);
}

/** The same, with what a file of requirements pins. */
function pythonWith(name, requirements) {
  const base = findPython();
  if (!base) return { missing: 'Python 3.11–3.13 com o módulo venv (sudo apt install python3 python3-venv)' };
  const key = createHash('sha256').update(readFileSync(requirements)).update(JSON.stringify(base)).update(uvVersion).digest('hex').slice(0, 12);
  const folder = join(cache, `${name}-${key}`);
  return withLock(join(cache, 'setup.lock'), () => (existsSync(folder) ? { python: inside(folder, 'python') } : make(folder, base, requirements)));
}

function make(folder, base, requirements) {
  const started = Date.now();
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const uv = ensureUv(base);
  const done =
    uv &&
    run(uv, ['venv', '--quiet', '--relocatable', '--python', base.program, unfinished]) &&
    run(uv, ['pip', 'install', '--quiet', '--python', inside(unfinished, 'python'), '-r', requirements]);
  if (!done) return { missing: 'os pacotes não puderam ser instalados do índice de pacotes Python' };
  renameSync(unfinished, folder);
  say(`ambiente Python pronto em ${((Date.now() - started) / 1000).toFixed(1)} s (${folder}).`);
  return { python: inside(folder, 'python') };
}

function ensureUv(base) {
  const folder = join(cache, `uv-${uvVersion}`);
  const uv = inside(folder, 'uv');
  if (existsSync(uv)) return uv;
  const done =
    run(base.program, ['-m', 'venv', folder]) &&
    run(inside(folder, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `uv==${uvVersion}`]);
  return done ? uv : null;
}

function findPython() {
  const ask = 'import json, sys, sysconfig, venv, ensurepip; print(json.dumps([*sys.version_info[:2], sys.executable, sysconfig.get_platform()]))';
  for (const program of candidates) {
    const { status, stdout } = spawnSync(program, ['-c', ask], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [major, minor, executable, platform] = JSON.parse(stdout);
    if (major === 3 && minor >= 11 && minor <= 13) return { program: executable, minor, platform };
  }
  return null;
}

function run(command, args) {
  // The machine's own certificates: an index behind a company's proxy is then as good to uv as to pip.
  const env = { ...process.env, UV_CACHE_DIR: join(cache, 'packages'), UV_SYSTEM_CERTS: 'true', UV_NO_CONFIG: '1', UV_PYTHON_DOWNLOADS: 'never' };
  if (process.env.PIP_INDEX_URL) env.UV_DEFAULT_INDEX ??= process.env.PIP_INDEX_URL;
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name, requirements] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(requirements === undefined ? mlflowPython(name) : pythonWith(name, requirements))}\n`);
}
