/**
 * `npm start`: Electron where its program is here or can be fetched within 20 s, else the web host in an app window of an installed
 * Chromium or Chrome, else the web host with its address printed. `--electron`, `--window` and `--web` force one.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startApp } from './setup/app.mjs';
import { electronAtHand, electronProgram, openElectron } from './setup/electron.mjs';
import { pinnedNode, root, say } from './setup/places.mjs';
import { findChromium } from './setup/window.mjs';

const { values } = parseArgs({
  options: {
    electron: { type: 'boolean' },
    window: { type: 'boolean' },
    web: { type: 'boolean' },
    home: { type: 'string' },
    port: { type: 'string' },
    'safe-mode': { type: 'boolean' },
  },
});
const targets = ['runtime', 'plantuml', 'renderer', 'host'];
const host = join(root, 'dist', 'host', 'main.js');
const safe = values['safe-mode'] ? ['--safe-mode'] : [];
const args = [host, ...['home', 'port'].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : [])), ...safe];
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isInBrowser = values.web || values.window || (!display && !values.electron);
const chromium = (display || values.window) && !values.web && !values.electron ? findChromium() : null;
const openApp = () => startApp(chromium, args, { home: values.home, port: Number(values.port ?? 0) });

// What was built is most often what is wanted: the window opens at once, and whether the sources are newer is looked at meanwhile.
const isBuilt = [host, join(root, 'dist', 'renderer', 'index.html'), pinnedNode()].every((path) => existsSync(path));
const early = chromium && isBuilt && (isInBrowser || electronAtHand() === null) ? await openApp() : null;
const { isFresh, setUp } = await import('./setup/index.mjs');
if (early && !isFresh(targets)) {
  await early.stop();
  setUp(targets);
  await openApp();
} else if (!early) {
  setUp(targets);
  await choose();
}

async function choose() {
  const electron = isInBrowser ? null : await electronProgram();
  if (electron) {
    setUp(['electron']);
    openElectron(electron, values.home, safe);
  } else if (values.electron) {
    say('o Electron não está aqui e não pôde ser baixado. Sem --electron, a Bancada abre no navegador.');
    process.exitCode = 1;
  } else if (chromium) {
    await openApp();
  } else {
    const { handOver } = await import('./setup/hand-over.mjs');
    handOver(args);
  }
}
