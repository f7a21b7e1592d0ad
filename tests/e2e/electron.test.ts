/** The real Electron, where its program is: the window opens on our own origin, without Node, and talks to the core in its own process. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/cli.ts';

const program = electronProgram();
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const missing = program === null ? "Electron's program is not on this machine" : display ? '' : 'no display';

describe.skipIf(missing !== '')(`Electron${missing && ` (skipped: ${missing})`}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'bancada-electron-'));
  let application: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    application = await _electron.launch({
      executablePath: program ?? '',
      args: [...asRoot, root],
      env: { ...(process.env as Record<string, string>), BANCADA_HOME: home },
    });
    page = await application.firstWindow();
  });
  afterAll(async () => {
    await application?.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  });

  it('opens the first page from our own origin', async () => {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(page.url()).toMatch(/^bancada:\/\/app\//);
  });

  it('gives the page no Node and no Electron', async () => {
    expect(await page.evaluate('[typeof require, typeof process, typeof module, Object.keys(window.bancada).sort().join()]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'connect,host',
    ]);
  });

  it('cannot be led away', async () => {
    await page.evaluate("window.location.href = 'https://example.invalid/'");
    await page.waitForTimeout(500);
    expect(page.url()).toMatch(/^bancada:\/\/app\//);
  });
});

function electronProgram(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
}
