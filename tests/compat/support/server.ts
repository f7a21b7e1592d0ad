/** `bancada tracking serve` in a home of its own; or, with BANCADA_COMPAT_URL, a server that runs already: a stock one proves the scenarios. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliProgram, root } from '../../support/cli.ts';

export const foreignServer = process.env.BANCADA_COMPAT_URL ?? null;

export interface TrackingServer {
  url: string;
  /** Ends it as a person would, and gives its exit code. */
  stop(): Promise<number | null>;
}

export async function startServer(): Promise<TrackingServer> {
  if (foreignServer) return { url: foreignServer, stop: async () => 0 };
  const home = mkdtempSync(join(tmpdir(), 'bancada-compat-'));
  const child = spawn(process.execPath, [cliProgram, 'tracking', 'serve', '--port', String(await freePort()), '--json'], {
    cwd: root,
    env: { ...process.env, BANCADA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      let line = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        line += text;
        if (line.includes('\n')) resolve(JSON.parse(line).url);
      });
    }),
    ended.then((code) => Promise.reject(new Error(`tracking serve ended with ${code} before it listened:\n${said}`))),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    return code;
  };
  return { url, stop };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
