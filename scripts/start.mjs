/**
 * `npm start`: Electron where its program is here or can be fetched within 20 s, else the web host in an app window of an installed
 * Chromium or Chrome, else the web host with its address printed. `--web` and `--electron` force one.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronProgram } from './setup/electron.mjs';
import { compileCache, handOver } from './setup/hand-over.mjs';
import { pinnedNode, root, say, setUp } from './setup/index.mjs';
import { findChromium, openAppWindow } from './setup/window.mjs';

const { values } = parseArgs({
  options: { web: { type: 'boolean' }, electron: { type: 'boolean' }, home: { type: 'string' }, port: { type: 'string' } },
});
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

setUp(['runtime', 'plantuml', 'renderer', 'host']);
const electron = values.web || (!display && !values.electron) ? null : await electronProgram();
if (values.electron && !electron) {
  say('o Electron não está aqui e não pôde ser baixado. Sem --electron, a Bancada abre no navegador.');
  process.exitCode = 1;
} else if (electron) {
  setUp(['electron']);
  const child = spawn(electron, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root], {
    stdio: 'inherit',
    env: { ...process.env, ...(values.home && { BANCADA_HOME: values.home }) },
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
} else {
  web();
}

function web() {
  const args = ['home', 'port'].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []));
  const chromium = display && !values.web ? findChromium() : null;
  const script = join(root, 'dist', 'host', 'main.js');
  if (!chromium) {
    handOver([script, ...args]);
    return;
  }
  const host = spawn(pinnedNode(), [script, ...args], { env: { ...process.env, ...compileCache() }, stdio: ['ignore', 'pipe', 'inherit'] });
  host.stdout.setEncoding('utf8');
  host.stdout.once('data', (text) => {
    const url = text.trim().split('\n')[0];
    process.stdout.write(`${url}\n`);
    const window = openAppWindow(chromium, url);
    window.on('exit', () => host.kill('SIGTERM'));
    host.on('exit', () => window.kill());
  });
  host.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal));
}
