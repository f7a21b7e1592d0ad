/** `npm run check`: format and lint (no warnings), types of every layer, boundaries, dead code. Runs all, then tells which failed. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { setUp } from './setup/index.mjs';
import { pinnedNode, root } from './setup/places.mjs';

setUp([]);
const node = (script, ...args) => [pinnedNode(), [`node_modules/${script}`, ...args]];
const checks = {
  'format and lint': node('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.'),
  'types: core and runtime': node('typescript/bin/tsc', '-p', 'tsconfig.json'),
  'types: preload': node('typescript/bin/tsc', '-p', 'tsconfig.preload.json'),
  'types: renderer': node('typescript/bin/tsc', '-p', 'src-renderer/tsconfig.json', '--noEmit'),
  boundaries: node(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'src-main',
    'src-runtime',
    'src-renderer',
    'challenges',
  ),
  'dead code': node('knip/bin/knip.js', '--no-progress'),
};

const failed = Object.entries(checks).filter(([name, [command, args]]) => {
  process.stdout.write(`— ${name}\n`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(pinnedNode())}:${process.env.PATH}` },
  });
  return status !== 0;
});
process.stdout.write(failed.length === 0 ? 'check: ok\n' : `check: failed: ${failed.map(([name]) => name).join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
