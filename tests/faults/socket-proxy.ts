/** A socket between us and a container engine that may be slow, cut off, or closed by half. */
import { createConnection, createServer, type Socket } from 'node:net';

export interface SocketProxy {
  readonly socket: string;
  /** Milliseconds that each piece of an answer takes longer. */
  latencyMs: number;
  /** Ends all connections at once and refuses new ones, until `mend`. */
  cut(): void;
  mend(): void;
  /** Tells our side that nothing more comes, while the engine goes on talking. */
  halfClose(): void;
  close(): Promise<void>;
}

export async function socketProxy(socket: string, upstream: string): Promise<SocketProxy> {
  const pairs = new Map<Socket, Socket>();
  let isCut = false;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const engine = createConnection({ path: upstream, allowHalfOpen: true });
    pairs.set(client, engine);
    const end = () => {
      client.destroy();
      engine.destroy();
      pairs.delete(client);
    };
    client.on('data', (data) => engine.write(data));
    client.on('end', () => engine.end());
    engine.on('data', (data) => {
      if (proxy.latencyMs > 0) setTimeout(() => client.writable && client.write(data), proxy.latencyMs);
      else if (client.writable) client.write(data);
    });
    engine.on('end', () => setTimeout(() => client.end(), proxy.latencyMs));
    for (const side of [client, engine]) side.on('error', end).on('close', end);
  });
  const proxy: SocketProxy = {
    socket,
    latencyMs: 0,
    cut() {
      isCut = true;
      for (const [client, engine] of pairs) {
        client.destroy();
        engine.destroy();
      }
    },
    mend() {
      isCut = false;
    },
    halfClose() {
      for (const client of pairs.keys()) client.end();
    },
    close: () => {
      proxy.cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return proxy;
}
