/**
 * The Electron host: opens windows and hands over ports. The core runs in a utility process, so that SQLite and containers never stall a window.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { defaultHome } from '../../common/default-home.ts';
import { startCore } from './core-link.ts';
import { placeOfArguments, placeOfFile, placeOfLink } from './deep-links.ts';
import { guardContents, guardSession } from './guards.ts';
import { buildMenu, startsSafe } from './menu.ts';
import { places } from './places.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { texts } from './texts.ts';
import { openTray } from './tray.ts';
import { openWindow, showWindow } from './window.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

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
  const { applicationRoot, renderer, core: script, trayIcon, integrity } = places();
  const changed = integrity.changedCore();
  if (changed.length > 0) {
    dialog.showErrorBox(texts().changedTitle, texts().changed(changed));
    app.quit();
    return;
  }
  serveRenderer(renderer, (path, body) => integrity.holds(`dist/renderer/${path}`, body));
  const isSafe = startsSafe();
  buildMenu({ logs: join(defaultHome(), 'logs'), isSafe });
  const tray = openTray(trayIcon, () => app.quit());
  const core = startCore({ script, applicationRoot, isSafe, onEndpoints: (endpoints) => tray?.show(endpoints) });
  app.on('before-quit', () => core.stop());
  const preload = join(here, '..', 'preload', 'preload.cjs');
  app.on('activate', () => openWindow(preload));
  openWindow(preload, asked ?? '/');
  isOpen = true;
}
