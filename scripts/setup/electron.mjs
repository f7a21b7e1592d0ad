/**
 * The Electron program. Its npm package fetches the binary from a release site on first use; a closed network refuses that,
 * so the attempt is bounded and a refusal is remembered for a day.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root, say } from './places.mjs';

const folder = join(root, 'node_modules', 'electron');
const refusal = join(root, '.cache', 'electron-refused');
const dayMs = 86_400_000;

/** Absolute path of the program; null when it was refused today; undefined when it has to be fetched to know. */
export function electronAtHand() {
  return installed() ?? (existsSync(refusal) && Date.now() - statSync(refusal).mtimeMs < dayMs ? null : undefined);
}

/** Absolute path of the program, or null. */
export async function electronProgram() {
  const known = electronAtHand();
  if (known !== undefined) return known;
  say('procurando o Electron (até 20 s)… / looking for Electron…');
  const { status } = spawnSync(pinnedNode(), [join(folder, 'install.js')], { cwd: folder, stdio: 'ignore', timeout: 20_000 });
  if (status === 0 && installed()) return installed();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(refusal, '');
  return null;
}

export function openElectron(program, home, args = []) {
  const child = spawn(program, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...(home && { BANCADA_HOME: home }) },
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
}

function installed() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
