/**
 * `npm start`: Electron where its program is here or can be fetched within 20 s, else the web host in an app window of an installed
 * Chromium or Chrome, else the web host with its address printed. `--electron`, `--window` and `--web` force one.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronProgram } from './setup/electron.mjs';
import { compileCache, handOver } from './setup/hand-over.mjs';
import { holdSocket } from './setup/held-socket.mjs';
import { pinnedNode, root, say, setUp } from './setup/index.mjs';
import { findChromium, openAppWindow } from './setup/window.mjs';

const { values } = parseArgs({
  options: {
    electron: { type: 'boolean' },
    window: { type: 'boolean' },
    web: { type: 'boolean' },
    home: { type: 'string' },
    port: { type: 'string' },
  },
});
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

setUp(['runtime', 'plantuml', 'renderer', 'host']);
const electron = values.web || values.window || (!display && !values.electron) ? null : await electronProgram();
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
  await web();
}

async function web() {
  const args = [join(root, 'dist', 'host', 'main.js'), ...['home', 'port'].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []))];
  const chromium = (display || values.window) && !values.web ? findChromium() : null;
  if (!chromium) {
    handOver(args);
    return;
  }
  const held = await holdSocket(Number(values.port ?? 0));
  const open = (url) => {
    window = openAppWindow(chromium, url);
    window.on('exit', () => host.kill('SIGTERM'));
  };
  let window;
  const host = startHost(args, held);
  if (held) open(held.url);
  host.stdout.setEncoding('utf8').once('data', (text) => {
    const url = text.trim().split('\n')[0];
    process.stdout.write(`${url}\n`);
    if (!held) open(url);
  });
  host.on('exit', (code) => {
    window?.kill();
    process.exitCode = code ?? 0;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal));
}

/** With a held socket the host finds it as file descriptor 3, and the token on its standard input. */
function startHost(args, held) {
  const stdio = held ? ['pipe', 'pipe', 'inherit', held.fd] : ['ignore', 'pipe', 'inherit'];
  const host = spawn(pinnedNode(), held ? [...args, '--held'] : args, { env: { ...process.env, ...compileCache() }, stdio });
  if (held) {
    host.stdin.end(held.token);
    held.release(); // our hold; the host's stays
  }
  return host;
}
