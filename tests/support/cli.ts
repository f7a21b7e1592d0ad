/** Runs the real CLI in a home of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** `npm test` has built it, and says so; a test run by itself starts it from its sources. */
export const cliProgram = process.env.BANCADA_BUILT ? join(root, 'dist', 'host', 'cli.js') : join(root, 'src-main', 'hosts', 'cli', 'main.ts');

// biome-ignore lint/suspicious/noExplicitAny: the answer of a command is whatever JSON it prints; each test looks at its own part
export type Json = any;

export interface Answer {
  code: number;
  json: Json;
  stdout: string;
  stderr: string;
}

export interface Bancada {
  home: string;
  /** Runs a command with --json to its end. */
  (...args: string[]): Promise<Answer>;
  dispose(): void;
}

/** In a home of its own, or in one that exists. */
export function bancada(home = mkdtempSync(join(tmpdir(), 'bancada-home-'))): Bancada {
  const run = (...args: string[]): Promise<Answer> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [cliProgram, ...args, '--json'], { cwd: root, env: { ...process.env, BANCADA_HOME: home } });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
      });
      child.on('close', (code) => resolve({ code: code ?? -1, json: parse(stdout), stdout, stderr }));
    });
  return Object.assign(run, { home, dispose: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }) });
}

export const dockerAnswers = spawnSync('docker', ['version'], { stdio: 'ignore', timeout: 5000 }).status === 0;

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
