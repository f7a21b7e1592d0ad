/**
 * The Electron program. Its npm package fetches the binary from a release site on first use; a closed network refuses that,
 * so the attempt is bounded and a refusal is remembered for a day.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root, say } from './index.mjs';

const folder = join(root, 'node_modules', 'electron');
const refusal = join(root, '.cache', 'electron-refused');
const dayMs = 86_400_000;

/** Absolute path of the program, or null. */
export async function electronProgram() {
  const found = installed();
  if (found) return found;
  if (existsSync(refusal) && Date.now() - statSync(refusal).mtimeMs < dayMs) return null;
  say('procurando o Electron (até 20 s)… / looking for Electron…');
  const { status } = spawnSync(pinnedNode(), [join(folder, 'install.js')], { cwd: folder, stdio: 'ignore', timeout: 20_000 });
  if (status === 0 && installed()) return installed();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(refusal, '');
  return null;
}

function installed() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
