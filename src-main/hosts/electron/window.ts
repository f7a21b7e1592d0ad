/** The one window: sandboxed, isolated, without Node, on our own origin; it stands where it stood last time, and comes back when its page dies. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, screen } from 'electron';
import { texts } from './texts.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

const origin = 'bancada://app';
const size = { width: 1280, height: 800 };
/** A page that dies more often than this in a minute is not loaded again by itself. */
const deathsPerMinute = 3;

export function isOurs(url: string | undefined): boolean {
  return url === origin || (url ?? '').startsWith(`${origin}/`);
}

export function openWindow(preload: string, place = '/'): void {
  const file = join(app.getPath('userData'), 'window.json');
  const kept = readWindowState(
    file,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...(kept?.bounds ?? size),
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (kept?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  reviveWhenGone(window);
  void window.loadURL(addressOf(place));
}

/** The window in front, at a place if one is named. */
export function showWindow(place: string | null = null): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  // Only what stands behind the hash changes: the page is not loaded again.
  if (place !== null) void window.loadURL(addressOf(place));
}

const addressOf = (place: string) => (place === '/' ? `${origin}/` : `${origin}/#${place}`);

function reviveWhenGone(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    if (deaths.length < deathsPerMinute) window.webContents.reload();
    else dialog.showErrorBox(texts().windowDiedTitle, texts().windowDied(reason));
  });
}
