/** `npm start` opens the window before the host listens: what the window asks for waits in a socket that the host inherits. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { holdSocket } from '../../scripts/setup/held-socket.mjs';
import { root } from '../support/cli.ts';

const home = mkdtempSync(join(tmpdir(), 'bancada-held-'));
const hosts: ChildProcess[] = [];

afterAll(async () => {
  for (const host of hosts) {
    host.kill('SIGTERM');
    if (host.exitCode === null) await new Promise((resolve) => host.once('exit', resolve));
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

async function startHeld() {
  const held = await holdSocket();
  if (!held) throw new Error('no socket');
  const early = fetch(held.url, { redirect: 'manual' });
  const host = spawn(process.execPath, [join(root, 'src-main/hosts/web/main.ts'), '--home', home, '--held'], {
    stdio: ['pipe', 'pipe', 'inherit', held.fd],
  });
  hosts.push(host);
  host.stdin?.end(held.token);
  held.release();
  const printed = new Promise<string>((resolve) => host.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())));
  return { url: held.url, early, printed, pid: host.pid! };
}

it('answers what was asked before it ran, and sends a second window to the host that runs', { timeout: 30_000 }, async () => {
  const first = await startHeld();
  expect(await first.early).toMatchObject({ status: 302 });
  expect(await first.printed).toBe(first.url);

  const second = await startHeld();
  const sent = await second.early;
  expect(sent.status).toBe(302);
  expect(sent.headers.get('location')).toBe(first.url);
  expect(await second.printed).toBe(first.url);
  expect((await fetch(second.url.replace(/token=.*/, 'token=outro'), { redirect: 'manual' })).status).toBe(401);
});
