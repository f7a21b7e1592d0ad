/** One pytest for all scenarios of a client version; its results arrive while it runs, one line a case (tests/compat/mlflow/conftest.py). */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folder } from './scenarios.ts';

interface Case {
  file: string;
  /** Null for a file that could not be read. */
  test: string | null;
  outcome: 'passed' | 'failed' | 'skipped';
  text: string;
}

export interface PythonRun {
  /** The cases of one function, when all of them have run. */
  cases(file: string, name: string): Promise<Case[]>;
  stop(): Promise<void>;
}

export function runScenarios(python: string, url: string, folders: string[], pytestArguments: string[]): PythonRun {
  const temporary = mkdtempSync(join(tmpdir(), 'bancada-compat-python-'));
  const report = join(temporary, 'report.jsonl');
  writeFileSync(report, '');
  const child = spawn(
    python,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--tb=short', `--basetemp=${join(temporary, 'tmp')}`, ...pytestArguments, ...folders],
    {
      cwd: folder,
      env: { ...process.env, ...environment(python), MLFLOW_TRACKING_URI: url, BANCADA_COMPAT_REPORT: report },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-20_000);
    });
  let over = false;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() => {
    over = true;
  });
  const lines = follow(report);
  const seen: Case[] = [];

  const cases = async (file: string, name: string) => {
    const own = (line: Case) => line.file === file && line.test?.split('[')[0] === name;
    for (;;) {
      const last = over;
      seen.push(...lines.read());
      const first = seen.findIndex(own);
      // Cases of one function follow each other: the first of another function says that all are there.
      if (last || (first >= 0 && !own(seen.at(-1)!))) break;
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    const unreadable = seen.find((line) => line.test === null && line.file === file);
    const found = unreadable ? [unreadable] : seen.filter(own);
    if (found.length === 0) throw new Error(`pytest did not run it. It said last:\n${said}`);
    return found;
  };
  const stop = async () => {
    if (!over) child.kill();
    await ended;
    lines.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  };
  return { cases, stop };
}

/** A client on its own: no telemetry, no colours, no long retries, no compiled files in the work tree. */
const environment = (python: string) => ({
  PYTHONPATH: folder,
  PYTHONPYCACHEPREFIX: join(python, '..', '..', 'compiled'),
  PYTHONUTF8: '1',
  MLFLOW_DISABLE_TELEMETRY: 'true',
  MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT: 'true',
  MLFLOW_HTTP_REQUEST_MAX_RETRIES: '1',
  MLFLOW_HTTP_REQUEST_TIMEOUT: '60',
  MLFLOW_REGISTRY_URI: '',
  GIT_PYTHON_REFRESH: 'quiet',
});

/** Reads the whole lines that a file has grown by. */
function follow(path: string) {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(65_536);
  let rest = '';
  return {
    read(): Case[] {
      for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) rest += buffer.toString('latin1', 0, count);
      const lines = rest.split('\n');
      rest = lines.pop()!;
      return lines.map((line) => JSON.parse(Buffer.from(line, 'latin1').toString('utf8')));
    },
    close: () => closeSync(file),
  };
}
