/** The one window: sandboxed, isolated, without Node, on our own origin. */
import { BrowserWindow } from 'electron';

const origin = 'bancada://app';

export function isOurs(url: string | undefined): boolean {
  return url === origin || (url ?? '').startsWith(`${origin}/`);
}

export function openWindow(preload: string): void {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${origin}/`);
}

export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
