/** `npm start` with a window: a program that stands for Chromium writes down what it was asked for and stays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-start-'));
const asked = join(folder, 'asked');
writeFileSync(join(folder, 'chromium'), `#!/bin/sh\necho "$$ $1 $2" > '${asked}.new' && mv '${asked}.new' '${asked}'\nexec sleep 120\n`);
chmodSync(join(folder, 'chromium'), 0o755);
const started: ChildProcess[] = [];
/** The profile of this home's windows. */
let kept: string | null = null;
afterAll(() => {
  for (const child of started) child.kill('SIGTERM');
  if (kept) rmSync(dirname(kept), { recursive: true, force: true, maxRetries: 3 });
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Starts, and waits for the window: its process and the address that it was given. */
async function start() {
  rmSync(asked, { force: true });
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--window', '--home', join(folder, 'home')], {
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
    stdio: 'ignore',
  });
  started.push(child);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await expect.poll(() => existsSync(asked), { timeout: 60_000 }).toBe(true);
  const [pid, address, place] = readFileSync(asked, 'utf8').trim().split(' ');
  const profile = place!.replace('--user-data-dir=', '');
  kept ??= profile;
  return { child, exit, window: Number(pid), url: address!.replace('--app=', ''), profile };
}

const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');

describe.skipIf(process.platform !== 'linux')('npm start with a window', () => {
  it('opens the lab, and ends when its window is closed', async () => {
    const { exit, window, url } = await start();
    const entered = await fetch(url, { redirect: 'manual' });
    const page = await fetch(new URL('/', url), { headers: { cookie: entered.headers.getSetCookie()[0]!.split(';')[0]! } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Bancada');
    process.kill(window, 'SIGTERM');
    expect(await exit).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('takes its window along when it is ended', async () => {
    const { child, exit, window, url } = await start();
    await fetch(url, { redirect: 'manual' });
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    await expect.poll(() => isAlive(window), { timeout: 10_000 }).toBe(false);
  });

  it('opens where it was the last time, so that the browser knows the page already, unless another window has that place', async () => {
    const first = await start();
    await fetch(first.url, { redirect: 'manual' });
    first.child.kill('SIGTERM');
    await first.exit;
    const again = await start();
    await fetch(again.url, { redirect: 'manual' });
    expect(again.profile).toBe(first.profile);
    expect(new URL(again.url).port).toBe(new URL(first.url).port);
    again.child.kill('SIGTERM');
    await again.exit;
    symlinkSync(`here-${process.pid}`, join(first.profile, 'SingletonLock'));
    const beside = await start();
    expect(beside.profile).not.toBe(first.profile);
  });
});
