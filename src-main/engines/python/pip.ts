/**
 * `createPip`: pip as the packages of steps need it: only wheels, which are unpacked and never run code, from the index that this computer's pip is set to.
 * PYTHON_PIP_MISSING, and what `pip-failure.ts` tells.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { Interpreter } from './interpreter.ts';
import { type Known, pipFailure } from './pip-failure.ts';
import { type Ran, runPython } from './run-python.ts';

export interface Pip {
  /** The wheels that requirements come to, into `folder`. `hashed`: exactly these files. */
  download(requirements: string, folder: string, options: { hashed: boolean; onLine?: (line: string) => void }): Promise<void>;
  /** Unpacks wheels and compiles them. */
  install(wheels: readonly string[], folder: string): Promise<void>;
  close(): void;
}

const quiet = ['--disable-pip-version-check', '--no-input', '--no-color', '--progress-bar=off'];
const wheelsOnly = ['--only-binary=:all:'];

export function createPip(python: Interpreter, toolsDir: string): Pip {
  const running = new Set<ChildProcess>();
  const hold = (child: ChildProcess) => {
    running.add(child);
    child.once('close', () => running.delete(child));
  };
  let program: Promise<string> | null = null;

  const run = (path: string, args: readonly string[], onLine?: (line: string) => void): Promise<Ran> =>
    runPython(path, args, { hold, env: { ...process.env, PYTHONWARNINGS: 'ignore' }, ...(onLine && { onLine }) });

  /** The interpreter's own pip, or one that Python brings along in an environment of ours. */
  async function withPip(): Promise<string> {
    // Found through a virtual environment, the interpreter itself may have none.
    if (python.hasPip && (await run(python.path, ['-m', 'pip', '--version'])).code === 0) return python.path;
    const folder = join(toolsDir, `pip-${python.minor}`);
    const inside = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
    if (existsSync(inside)) return inside;
    const { code, stdout, stderr } = await run(python.path, ['-I', '-m', 'venv', '--clear', folder]);
    if (code === 0) return inside;
    throw new BancadaError('PYTHON_PIP_MISSING', { python: python.path, detail: (stderr || stdout).trim().split('\n')[0]?.slice(0, 300) ?? '' });
  }

  async function pip(args: readonly string[], onLine?: (line: string) => void): Promise<Ran> {
    program ??= withPip().catch((error) => {
      program = null;
      throw error;
    });
    return run(await program, ['-m', 'pip', ...args], onLine);
  }

  async function known(name: string): Promise<Known> {
    const asked = ['index', 'versions', '-vvv', '--disable-pip-version-check', '--no-input', '--no-binary=:all:', '--ignore-requires-python', name];
    const { code, stdout, stderr } = await pip(asked);
    return code === 0 ? { exists: true } : { exists: false, said: `${stdout}\n${stderr}` };
  }

  async function fail({ stdout, stderr }: Ran): Promise<never> {
    throw await pipFailure(`${stdout}\n${stderr}`, python.minor, known);
  }

  return {
    async download(requirements, folder, { hashed, onLine }) {
      const exact = hashed ? ['--require-hashes', '--no-deps'] : [];
      const ran = await pip(['download', ...quiet, ...wheelsOnly, ...exact, '--dest', folder, '-r', requirements], onLine);
      if (ran.code !== 0) await fail(ran);
    },
    async install(wheels, folder) {
      const ran = await pip([
        'install',
        ...quiet,
        '--no-index',
        '--no-deps',
        '--no-compile',
        '--no-warn-script-location',
        '--target',
        folder,
        ...wheels,
      ]);
      if (ran.code !== 0) await fail(ran);
      // Believed without looking at the sources, wherever the folder is mounted. Nobody imports the tests of a library.
      const compile = [
        '-I',
        '-m',
        'compileall',
        '-q',
        '-j',
        '0',
        '--invalidation-mode',
        'unchecked-hash',
        '-x',
        String.raw`[/\\]tests?[/\\]`,
        folder,
      ];
      await run(python.path, compile); // a file for another Python than ours may be among them
    },
    close() {
      for (const child of running) child.kill();
    },
  };
}
