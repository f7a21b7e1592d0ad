/**
 * `npm run package -- --linux|--mac|--win`: builds everything, puts together what goes into an installer (scripts/package/stage.mjs) and has electron-builder make it,
 * which is brought when it is asked for. `--stage` stops before that. Native modules are those of this machine: each system's installer is made on that system.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stage } from './package/stage.mjs';
import { setUp } from './setup/index.mjs';
import { root, say } from './setup/places.mjs';

const builder = 'electron-builder@26.17.0';
const args = process.argv.slice(2);

setUp(['runtime', 'plantuml', 'renderer', 'host', 'electron']);
const { app, lab } = stage(join(root, 'dist', 'package'));
say(`pronto para empacotar: ${app}, ${lab}`);
if (!args.includes('--stage')) {
  const { status } = spawnSync(process.platform === 'win32' ? 'npx.cmd' : 'npx', ['--yes', builder, ...args], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
