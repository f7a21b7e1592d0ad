/** `spawnGateway`: starts the gateway's process, which outlives this one. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { nodeBinary } from '../engines/index.ts';

const startMs = 20_000;

export async function spawnGateway({ home }: Pick<Core, 'home'>, program: string, token: string): Promise<{ owner: string; port: number }> {
  const node = nodeBinary();
  const log = openSync(join(home.logs, 'gateway.log'), 'a', 0o600);
  const child = spawn(node.path, ['--disable-warning=ExperimentalWarning', program, home.root], {
    env: {
      TZ: 'UTC',
      BANCADA_GATEWAY_TOKEN: token,
      ...node.env,
      ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
    },
    detached: true,
    stdio: ['ignore', 'pipe', log],
    windowsHide: true,
  });
  closeSync(log);
  let timer: NodeJS.Timeout | undefined;
  try {
    const line = await new Promise<string>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the gateway does not start')), startMs);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the gateway ended with ${code} (logs/gateway.log)`)));
      createInterface({ input: child.stdout! }).once('line', resolve);
    });
    return JSON.parse(line) as { owner: string; port: number };
  } catch (error) {
    child.kill('SIGKILL');
    throw new BancadaError('GATEWAY_UNAVAILABLE', { detail: (error as Error).message }, { cause: error });
  } finally {
    clearTimeout(timer);
    child.stdout?.destroy();
    child.unref();
  }
}
