/** The real browser, and the real web host in a home of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { root } from './cli.ts';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
export const noBrowser = program ? '' : 'no Chromium or Chrome on this machine';

// In a sandbox without a network, Chromium's own background traffic only fails, loudly.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: program ?? '', args });
}

export interface WebHost {
  url: string;
  home: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

export async function startWeb(home = mkdtempSync(join(tmpdir(), 'bancada-web-')), hostArgs: readonly string[] = []): Promise<WebHost> {
  const child = spawn(process.execPath, [join(root, 'dist/host/main.js'), '--home', home, ...hostArgs], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.on('exit', (code) => reject(new Error(`the web host ended with ${code}`)));
  });
  return {
    url,
    home,
    child,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What axe finds wrong on the page, as `rule: selector`. */
export async function violations(page: Page): Promise<string[]> {
  // What is half faded in has not the contrast that it is going to have.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished))',
  );
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ id: string; nodes: { target: string[] }[] }[]>(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }).then((result) => result.violations)',
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Keeps a picture of the page for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(300); // let what is turning come to rest
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
