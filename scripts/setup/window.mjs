/** An app window of an installed Chromium or Chrome, with a profile of its own: a given one, or one that goes away with it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'brave-browser'];
const fixed = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'];

export function findChromium() {
  const candidates = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...fixed].find((path) => existsSync(path)) ?? null;
}

/** @param {string | null} [kept] */
export function openAppWindow(program, url, kept = null) {
  const profile = kept ?? mkdtempSync(join(tmpdir(), 'bancada-window-'));
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--window-size=1280,800',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-crash-restore-bubble',
    '--disk-cache-size=67108864',
  ];
  // Chromium refuses its sandbox to root; a person's own account keeps it.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const window = spawn(program, args, { stdio: 'ignore' });
  window.on('exit', () => {
    if (kept !== null) return;
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // A process of the browser outlives it and still writes; the folder is a temporary one.
    }
  });
  return window;
}
