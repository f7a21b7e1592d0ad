/**
 * `listenFor`: a socket in a folder that a container sees, for one caller: the container's agent, which connects before any step runs. Then it is gone again.
 * Straight through the kernel: what passes through the container engine takes some milliseconds more.
 */
import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';

export interface Rendezvous {
  /** Rejects when nobody comes in time. */
  readonly caller: Promise<Socket>;
  close(): void;
}

export async function listenFor(folder: string, name: string, limitMs: number): Promise<Rendezvous> {
  const server = createServer();
  // The address of a socket has room for some hundred characters; a folder may have a longer path.
  const handle = openSync(folder, 'r');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(`/proc/self/fd/${handle}/${name}`, resolve);
  });
  // Root without its rights is a stranger to a file of ours. Strangers on this computer do not get into the folders above.
  chmodSync(join(folder, name), 0o666);
  const { promise: caller, resolve, reject } = Promise.withResolvers<Socket>();
  caller.catch(() => {});
  const timer = setTimeout(() => reject(new Error(`nobody connected in ${limitMs} ms`)), limitMs);
  let isOpen = true;
  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    clearTimeout(timer);
    server.close(() => closeSync(handle));
    rmSync(join(folder, name), { force: true });
    reject(new Error('closed'));
  }
  server.once('connection', (socket) => {
    resolve(socket);
    close();
  });
  return { caller, close };
}
