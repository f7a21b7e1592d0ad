/**
 * App windows as `npm start` opens them, watched from outside. A shim stands before the real Chromium in the PATH: it adds only that nothing is
 * drawn on a screen and that a port for questions is open. The empty window and the lab's are opened by the same code with the same arguments.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { WebSocket } from 'ws';
import { findChromium } from '../../scripts/setup/window.mjs';

export const chromium: string | null = findChromium();

export interface Shim {
  program: string;
  /** For a program that looks for Chromium by itself. */
  env: NodeJS.ProcessEnv;
  remove(): void;
}

export function chromiumShim(debugPort: number): Shim {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-shim-'));
  const program = join(folder, 'chromium');
  writeFileSync(program, `#!/bin/sh\nexec '${chromium}' --headless=new --disable-gpu --disable-quic --remote-debugging-port=${debugPort} "$@"\n`);
  chmodSync(program, 0o755);
  return {
    program,
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The value of `expression` in the first page whose address begins with `address`; asked again while pages are still replaced. */
export async function askPage<T>(debugPort: number, address: string, expression: string): Promise<T> {
  for (;;) {
    const socketUrl = await debuggerOf(debugPort, address);
    const value = socketUrl && (await evaluate<T>(socketUrl, expression));
    if (value) return value;
    await pause(10);
  }
}

async function debuggerOf(debugPort: number, address: string): Promise<string | null> {
  try {
    const targets = (await (await fetch(`http://127.0.0.1:${debugPort}/json/list`)).json()) as {
      type: string;
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    return targets.find(({ type, url }) => type === 'page' && url.startsWith(address))?.webSocketDebuggerUrl ?? null;
  } catch {
    return null; // does not listen yet
  }
}

function evaluate<T>(socketUrl: string, expression: string): Promise<T | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(socketUrl);
    const end = (value: T | null) => {
      socket.close();
      resolve(value);
    };
    socket.on('error', () => end(null));
    socket.on('close', () => resolve(null));
    socket.on('open', () =>
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } })),
    );
    socket.on('message', (text) => end((JSON.parse(String(text)) as { result?: { result?: { value?: T } } }).result?.result?.value ?? null));
  });
}
