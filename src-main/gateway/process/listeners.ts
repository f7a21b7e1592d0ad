/** `createListeners`: the stable addresses, one server each, following the routes that the core sends. */
import { createServer, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { GatewayRoute, GatewayWindow } from '../protocol.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';

export interface Listeners {
  /** Answers with the endpoints whose port could not be taken, and why. */
  apply(routes: readonly GatewayRoute[]): Promise<Record<string, string>>;
  windows(): GatewayWindow[];
  drained(replicas: readonly string[]): Promise<void>;
  readonly size: number;
}

interface Listener {
  port: number;
  server: Server;
  endpoint: Endpoint;
}

/** Longer than clients keep idle connections, so that it is they who close them. */
const keepAliveMs = 75_000;
const closingMs = 5000;
const quietMs = 150;

export function createListeners(): Listeners {
  const listeners = new Map<string, Listener>();

  async function open(route: GatewayRoute): Promise<void> {
    const endpoint = createEndpoint(route);
    const server = createServer({ keepAliveTimeout: keepAliveMs, noDelay: true }, (request, response) => {
      response.sendDate = false;
      if (!server.listening) response.shouldKeepAlive = false;
      endpoint.handle(request, response);
    });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port: route.port, host: '127.0.0.1', backlog: 1024 }, resolve);
      });
    } catch (error) {
      endpoint.close();
      throw error;
    }
    server.on('error', () => {});
    listeners.set(route.endpoint, { port: route.port, server, endpoint });
  }

  /** The door is closed at once; what came through it is answered. */
  function shut(name: string, { server, endpoint }: Listener): void {
    listeners.delete(name);
    // Node's own close() would also cut kept connections whose next request is on its way.
    NetServer.prototype.close.call(server);
    endpoint.leave();
    setTimeout(() => server.closeIdleConnections(), quietMs).unref();
    setTimeout(() => {
      server.closeAllConnections();
      endpoint.close();
    }, closingMs).unref();
  }

  return {
    get size() {
      return listeners.size;
    },
    async apply(routes) {
      const failed: Record<string, string> = {};
      const wanted = new Map(routes.map((route) => [route.endpoint, route]));
      for (const [name, listener] of listeners) if (wanted.get(name)?.port !== listener.port) shut(name, listener);
      for (const route of routes) {
        const known = listeners.get(route.endpoint);
        if (known) known.endpoint.route(route);
        else
          await open(route).catch((error: NodeJS.ErrnoException) => {
            failed[route.endpoint] = error.code ?? error.message;
          });
      }
      return failed;
    },
    windows: () => [...listeners.values()].map(({ endpoint }) => endpoint.window()),
    async drained(replicas) {
      await Promise.all([...listeners.values()].map(({ endpoint }) => endpoint.drained(replicas)));
    },
  };
}
