/** `drain`: closes the door, lets every request that came through it be answered, and then ends. */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'node:net';

/** A kept connection that is silent this long after the door closed is taken for idle. */
const QUIET_MS = 150;
/** Whoever has not ended by then is cut off: the engine kills after ten seconds. */
const DRAIN_MS = 9_000;

/** Call once, before listening; the result drains. Replies must carry `Connection: close` meanwhile. `front` has connections that the server does not know of. */
export function drainable(server: HttpServer, front: { closeIdle(): void }): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    // What the kernel had accepted by now is taken up first. Node's own close() would also cut kept connections whose next request is on its way.
    await new Promise((resolve) => setImmediate(resolve));
    const ended = new Promise<void>((resolve) => void Server.prototype.close.call(server, () => resolve()));
    const quiet = setTimeout(() => {
      server.closeIdleConnections();
      front.closeIdle();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, QUIET_MS);
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, DRAIN_MS);
    await ended;
    clearTimeout(quiet);
    clearTimeout(cut);
  };
}
