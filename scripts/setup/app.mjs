/** `startApp`: the web host and an app window beside it, which end together. `stop` ends both, for another start. */
import { spawn } from 'node:child_process';
import { holdSocket } from './held-socket.mjs';
import { compileCache, pinnedNode } from './places.mjs';
import { openAppWindow } from './window.mjs';
import { windowMemory } from './window-memory.mjs';

export async function startApp(chromium, args, { home, port = 0 } = {}) {
  const memory = windowMemory(home);
  const held = await heldSocket(port, memory);
  let window = null;
  let isWanted = true;
  const open = (url) => {
    window = openAppWindow(chromium, url, memory?.profile);
    window.on('exit', () => host.kill('SIGTERM'));
  };
  if (held) open(held.url);
  const host = startHost(args, held);
  host.stdout.setEncoding('utf8').once('data', (text) => {
    if (!isWanted) return;
    const url = text.trim().split('\n')[0];
    process.stdout.write(`${url}\n`);
    if (!held) open(url);
  });
  const ended = new Promise((resolve) => host.on('exit', resolve));
  const end = (signal) => host.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
  ended.then((code) => {
    window?.kill();
    if (isWanted) process.exitCode = code ?? 0;
  });
  return {
    async stop() {
      isWanted = false;
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, end);
      host.kill('SIGTERM');
      await ended;
    },
  };
}

/** At the port that was asked for; else where the lab was last time; else anywhere. */
async function heldSocket(port, memory) {
  const held = (port || !memory?.port ? null : await holdSocket(memory.port)) ?? (await holdSocket(port));
  if (held && !port) memory?.remember(new URL(held.url).port);
  return held;
}

/** With a held socket the host finds it as file descriptor 3, and the token on its standard input. */
function startHost(args, held) {
  const stdio = held ? ['pipe', 'pipe', 'inherit', held.fd] : ['ignore', 'pipe', 'inherit'];
  const host = spawn(pinnedNode(), held ? [...args, '--held'] : args, { env: { ...process.env, ...compileCache() }, stdio });
  if (held) {
    host.stdin.on('error', () => {}); // it died before it read: its exit says so
    host.stdin.end(held.token);
    held.release(); // our hold; the host's stays
  }
  return host;
}
