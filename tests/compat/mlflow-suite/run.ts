/**
 * `node tests/compat/mlflow-suite/run.ts <checkout of MLflow> [--write] [pytest arguments]`: MLflow's own tests of REST and of the stores,
 * pointed at `bancada tracking serve` by bancada_server.py. Ends with 1 when a test fails that neither reasons.json nor baseline.json explains.
 * With --keep the results of earlier runs with --keep are told too: a part can be run again alone, and --no-run only tells them.
 * With --baseline they are pointed at MLflow's own server, by URL too, and what fails is written to baseline.json.
 *
 * By hand, not in CI: it needs a checkout (3.11), and hundreds of servers one after another take a quarter of an hour.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/cli.ts';
import { type Result, render, sortOut } from './report.ts';

const modules = [
  'tests/tracking/test_rest_tracking.py',
  'tests/tracking/test_model_registry.py',
  'tests/tracking/test_mlflow_artifacts.py',
  'tests/tracking/test_tracking.py',
  'tests/tracking/test_log_image.py',
  'tests/tracking/fluent/test_fluent.py',
  'tests/artifacts/test_artifacts.py',
  'tests/store/tracking/test_sqlalchemy_store.py',
  'tests/store/tracking/test_file_store_logged_model.py',
  'tests/store/model_registry/test_sqlalchemy_store.py',
];

const [checkout, ...rest] = process.argv.slice(2);
if (!checkout) throw new Error('which checkout of MLflow?');
const write = rest.includes('--write');
const baseline = rest.includes('--baseline');
const kept = rest.includes('--keep') ? join(root, '.cache', 'compat', 'suite.jsonl') : null;
const chosen = rest.filter((argument) => !['--write', '--baseline', '--keep', '--no-run'].includes(argument));
const baselineFile = join(import.meta.dirname, 'baseline.json');

const report = join(mkdtempSync(join(tmpdir(), 'bancada-suite-report-')), 'report.jsonl');
const server = [process.execPath, join(root, 'src-main', 'hosts', 'cli', 'main.ts'), 'tracking', 'serve', '--json', '--port'];
const targets = chosen.some((argument) => argument.includes('.py')) ? chosen : [...modules, ...chosen];
if (!rest.includes('--no-run')) runSuite();
const now = linesOf(report);
const tested = new Set(now.map(({ test }) => test));
const results = [...(kept ? linesOf(kept) : []).filter(({ test }) => !tested.has(test)), ...now];
if (kept) writeFileSync(kept, results.map((line) => `${JSON.stringify(line)}\n`).join(''));

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
if (baseline) {
  const failed = results.filter((result) => result.outcome === 'failed').map((result) => result.test);
  writeFileSync(baselineFile, `${JSON.stringify([...new Set(failed)].sort(), null, 2)}\n`);
  process.stdout.write(`${failed.length} tests fail against MLflow's own server\n`);
} else {
  const sorted = sortOut(results, read(join(import.meta.dirname, 'reasons.json')));
  process.stdout.write(render(sorted));
  if (write) writeFileSync(join(root, 'docs', 'MLFLOW-SUITE.md'), render(sorted));
  for (const { test, text } of sorted.unexplained) process.stderr.write(`not explained: ${test}\n    ${text}\n`);
  process.exitCode = sorted.unexplained.length === 0 ? 0 : 1;
}

function runSuite(): void {
  spawnSync(
    python(),
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-p', 'bancada_server', '--timeout=60', '--tb=short', '-o', 'addopts=', ...targets],
    {
      cwd: checkout,
      stdio: ['ignore', 2, 2],
      env: {
        ...process.env,
        ...(baseline ? {} : { BANCADA_SERVE: JSON.stringify(server), BANCADA_SUITE_BASELINE: readFileSync(baselineFile, 'utf8') }),
        PYTHONPATH: [import.meta.dirname, checkout].join(':'),
        BANCADA_SUITE_REPORT: report,
        MLFLOW_DISABLE_TELEMETRY: 'true',
        MLFLOW_HTTP_REQUEST_MAX_RETRIES: '1',
      },
    },
  );
}

function linesOf(path: string): Result[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

function python(): string {
  const { stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'setup', 'python.mjs'), 'suite'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  const { python: program, missing } = JSON.parse(stdout);
  if (!program) throw new Error(missing);
  return program;
}
