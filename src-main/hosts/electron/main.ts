/**
 * The Electron host: opens windows and hands over ports. The core runs in a utility process, so that SQLite and containers never stall a window.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { startCore } from './core-link.ts';
import { guardContents, guardSession } from './guards.ts';
import { buildMenu } from './menu.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { openWindow, showWindow } from './window.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const applicationRoot = app.getAppPath();

registerScheme();
if (app.requestSingleInstanceLock()) void run();
else app.quit();

async function run(): Promise<void> {
  app.on('second-instance', () => showWindow());
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();
  guardSession();
  serveRenderer(join(applicationRoot, 'dist', 'renderer'));
  buildMenu();
  const core = startCore({ script: join(here, 'core-process.js'), applicationRoot });
  app.on('before-quit', () => core.stop());
  app.on('activate', () => openWindow(join(here, '..', 'preload', 'preload.cjs')));
  openWindow(join(here, '..', 'preload', 'preload.cjs'));
}
