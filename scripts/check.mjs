/** `npm run check`: format and lint (no warnings), types of every layer, boundaries, dead code, content. Runs all, as many at once as there are cores, then tells which failed. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { setUp } from './setup/index.mjs';
import { pinnedNode, root } from './setup/places.mjs';
import { ensureSystem } from './setup/system.mjs';

ensureSystem();
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
  content: [pinnedNode(), ['scripts/content/lint.ts']],
};

const failed = [];
const waiting = Object.entries(checks);

/** What it says comes in one piece, so that two checks do not talk at once. */
async function run(name, [command, args]) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, PATH: `${dirname(pinnedNode())}:${process.env.PATH}` } });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
  const status = await new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  process.stdout.write(`— ${name}\n${Buffer.concat(said)}`);
  if (status !== 0) failed.push(name);
}

async function runNext() {
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(...next);
}

await Promise.all(Array.from({ length: availableParallelism() }, runNext));
process.stdout.write(failed.length === 0 ? 'check: ok\n' : `check: failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
