/**
 * System packages and a container engine. Only as root on Debian/Ubuntu in CI does this touch the machine;
 * anywhere else it says the one command that would help.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './places.mjs';

/** Package → a file that it brings. */
const packages = {
  'docker.io': '/usr/sbin/dockerd',
  chromium: '/usr/bin/chromium',
  'fonts-liberation': '/usr/share/fonts/truetype/liberation',
  'fonts-noto-color-emoji': '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
  hunspell: '/usr/bin/hunspell',
  'hunspell-pt-br': '/usr/share/hunspell/pt_BR.dic',
  'hunspell-en-gb': '/usr/share/hunspell/en_GB.dic',
  'redis-server': '/usr/bin/redis-server',
  'libreoffice-calc-nogui': '/usr/lib/libreoffice/program/soffice',
  xvfb: '/usr/bin/Xvfb',
  binutils: '/usr/bin/strip',
  python3: '/usr/bin/python3',
  'python3-venv': '/usr/share/doc/python3-venv',
};

export function ensureSystem() {
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name]));
  if (process.env.CI !== 'true' || process.getuid?.() !== 0 || !isDebian()) {
    if (missing.length > 0) say(`alguns testes serão pulados; para rodá-los: sudo apt install ${missing.join(' ')}`);
    return;
  }
  if (missing.length > 0) {
    say(`instalando ${missing.join(', ')}…`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = () =>
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: ['ignore', 'ignore', 2], env }).status;
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 2], env });
    if (install() !== 0) say('apt-get falhou; os testes que precisam desses pacotes serão pulados.');
  }
  startEngine();
}

/**
 * A folder in memory for the files of tests, null where there is none. A test of durability kills programs, and what they had written is in the
 * kernel's hands then, disk or not; only the tests' waiting for the disk is left out, and that is a third of their time.
 */
export function memoryFolder() {
  if (process.env.CI !== 'true' || process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'bancada-ram-'));
  const remove = () => rmdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8g,mode=1777', 'tmpfs', folder], { stdio: 'ignore' }).status !== 0) {
    remove();
    return null;
  }
  return {
    path: folder,
    remove() {
      if (spawnSync('umount', ['-l', folder], { stdio: 'ignore' }).status === 0) remove();
    },
  };
}

function startEngine() {
  if (dockerAnswers()) return;
  if (!existsSync(packages['docker.io'])) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const log = openSync(join(root, '.cache', 'dockerd.log'), 'a');
  spawn(packages['docker.io'], [], { stdio: ['ignore', log, log], detached: true }).unref();
  for (let tries = 0; tries < 60 && !dockerAnswers(); tries++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  say(dockerAnswers() ? 'Docker iniciado.' : `o Docker não iniciou; veja .cache/dockerd.log`);
}

function dockerAnswers() {
  return spawnSync('docker', ['version'], { stdio: 'ignore', timeout: 5000 }).status === 0;
}

function isDebian() {
  return existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/i.test(readFileSync('/etc/os-release', 'utf8'));
}
