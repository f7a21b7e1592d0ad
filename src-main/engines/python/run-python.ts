/** `runPython`: one of our own short Python programs, off the event loop; its output, or how it failed. None of the learner's code runs here. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Ran {
  /** Null when it could not be started or was ended. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  onLine?: (line: string) => void;
  /** Given the child as soon as it runs. */
  hold?: (child: ChildProcess) => void;
  timeoutMs?: number;
}

const mostText = 2 ** 20;

export function runPython(path: string, args: readonly string[], { env = process.env, onLine, hold, timeoutMs }: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const text = { stdout: '', stderr: '' };
    const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...(timeoutMs && { timeout: timeoutMs }) });
    hold?.(child);
    let rest = '';
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (data: string) => {
        text[stream] = (text[stream] + data).slice(-mostText);
        if (stream !== 'stdout' || !onLine) return;
        const lines = (rest + data).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
      });
    }
    child.once('error', (error) => resolve({ ...text, code: null, stderr: error.message }));
    child.once('close', (code) => resolve({ ...text, code }));
  });
}
