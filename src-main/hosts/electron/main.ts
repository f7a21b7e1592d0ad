/**
 * The Electron host: opens windows and hands over ports. The core runs in a utility process, so that SQLite and containers never stall a window.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { defaultHome } from '../../common/default-home.ts';
import { startCore } from './core-link.ts';
import { placeOfArguments, placeOfFile, placeOfLink } from './deep-links.ts';
import { guardContents, guardSession } from './guards.ts';
import { buildMenu, startsSafe } from './menu.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { openTray } from './tray.ts';
import { openWindow, showWindow } from './window.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const applicationRoot = app.getAppPath();

registerScheme();
if (app.requestSingleInstanceLock()) void run();
else app.quit(); // The first instance is told what this one was asked for.

async function run(): Promise<void> {
  // macOS hands links and files over as events, also before there is a window.
  let asked: string | null = placeOfArguments(process.argv);
  let isOpen = false;
  const goTo = (place: string | null) => {
    if (isOpen) showWindow(place);
    else asked = place ?? asked;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    goTo(placeOfLink(url));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    goTo(placeOfFile(path));
  });
  app.on('second-instance', (_event, argv: string[] = []) => goTo(placeOfArguments(argv)));
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();
  if (app.isPackaged) app.setAsDefaultProtocolClient('bancada');
  guardSession();
  serveRenderer(join(applicationRoot, 'dist', 'renderer'));
  const isSafe = startsSafe();
  buildMenu({ logs: join(defaultHome(), 'logs'), isSafe });
  const tray = openTray(join(applicationRoot, 'resources', 'icons', 'tray.png'), () => app.quit());
  const core = startCore({ script: join(here, 'core-process.js'), applicationRoot, isSafe, onEndpoints: (endpoints) => tray?.show(endpoints) });
  app.on('before-quit', () => core.stop());
  const preload = join(here, '..', 'preload', 'preload.cjs');
  app.on('activate', () => openWindow(preload));
  openWindow(preload, asked ?? '/');
  isOpen = true;
}
