/**
 * `windowMemory`: what an app window keeps from one day to the next: a browser profile, and the port that the lab was at, for a browser keeps what it has
 * loaded and compiled by address. One for each home. Null where it is of no use: on Windows, where nothing can be written, and while another window has it.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './places.mjs';

export function windowMemory(home) {
  if (process.platform === 'win32') return null;
  const name = createHash('sha256')
    .update(home ? resolve(home) : (process.env.BANCADA_HOME ?? ''))
    .digest('hex')
    .slice(0, 16);
  const folder = join(root, '.cache', 'window', name);
  const profile = join(folder, 'profile');
  const portFile = join(folder, 'port');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    if (isTaken(profile)) return null;
  } catch {
    return null;
  }
  return {
    profile,
    port: rememberedPort(portFile),
    remember(port) {
      try {
        writeFileSync(portFile, `${port}\n`);
      } catch {
        // The next start takes a little longer.
      }
    },
  };
}

function rememberedPort(file) {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65536 ? port : 0;
  } catch {
    return 0;
  }
}

/** Chromium locks a profile by a link that says whose it is: `<host>-<pid>`. */
function isTaken(profile) {
  const lock = join(profile, 'SingletonLock');
  if (!lstatSync(lock, { throwIfNoEntry: false })) return false;
  const pid = Number(readlinkSync(lock).split('-').at(-1));
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
