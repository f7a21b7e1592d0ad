/**
 * `npm test`: sets up what is missing, runs every test, and ends with `N passed, N failed, N skipped`.
 * Arguments are handed to vitest: `npm test -- --project unit`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup/index.mjs';
import { compileCache, pinnedNode, root, say } from './setup/places.mjs';
import { ensureSystem, memoryFolder } from './setup/system.mjs';

const report = join(root, '.cache', 'tests.json');

ensureSystem();
// Alone, compatibility tests need no build of a window.
setUp(process.argv.slice(2).join(' ') === '--project compat' ? ['runtime', 'host'] : ['runtime', 'plantuml', 'renderer', 'host', 'electron']);
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(report, { force: true });
const memory = memoryFolder();
const { status } = spawnSync(
  pinnedNode(),
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    // Hundreds of commands and cores are started: as built, or with what Node has compiled once, each takes half of it.
    env: {
      ...process.env,
      BANCADA_BUILT: '1',
      ...compileCache(),
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
      ...(memory && { TMPDIR: memory.path }),
    },
  },
);
memory?.remove();

const results = readResults();
if (!results) {
  say('vitest terminou sem relatório. / vitest ended without a report.');
  process.exitCode = 1;
} else {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = results;
  // A file that fails to load has no failed test of its own, and must not pass for green.
  const failed = numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites));
  process.stdout.write(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`);
  process.exitCode = status === 0 && failed === 0 ? 0 : 1;
}

function readResults() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
}
