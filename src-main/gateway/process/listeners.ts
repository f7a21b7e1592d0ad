/** `createListeners`: the stable addresses, one server each, following the routes that the core sends. */
import { createServer, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { GatewayRoute, GatewayWindow } from '../protocol.ts';
import { type Door, doorOf } from './door.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';

export interface Listeners {
  /** Answers with the endpoints whose port could not be taken, and why. A door that is given is used instead of opening one. */
  apply(routes: readonly GatewayRoute[], doors?: ReadonlyMap<string, Door>): Promise<Record<string, string>>;
  /** Those that are open, by port. */
  doors(): Map<string, Door>;
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
const backlog = 1024;

export function createListeners(): Listeners {
  const listeners = new Map<string, Listener>();

  async function open(route: GatewayRoute, door: Door | undefined): Promise<void> {
    const endpoint = createEndpoint(route);
    const server = createServer({ keepAliveTimeout: keepAliveMs, noDelay: true }, (request, response) => {
      response.sendDate = false;
      if (!server.listening) response.shouldKeepAlive = false;
      endpoint.handle(request, response);
    });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        if (door) server.listen(door, backlog, resolve);
        else server.listen({ port: route.port, host: '127.0.0.1', backlog }, resolve);
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
    async apply(routes, doors) {
      const failed: Record<string, string> = {};
      const wanted = new Map(routes.map((route) => [route.endpoint, route]));
      for (const [name, listener] of listeners) if (wanted.get(name)?.port !== listener.port) shut(name, listener);
      for (const route of routes) {
        const known = listeners.get(route.endpoint);
        if (known) known.endpoint.route(route);
        else
          await open(route, doors?.get(String(route.port))).catch((error: NodeJS.ErrnoException) => {
            failed[route.endpoint] = error.code ?? error.message;
          });
      }
      return failed;
    },
    doors() {
      const open = [...listeners.values()].map(({ port, server }) => [String(port), doorOf(server)] as const);
      return new Map(open.filter((one): one is readonly [string, Door] => one[1] !== null));
    },
    windows: () => [...listeners.values()].map(({ endpoint }) => endpoint.window()),
    async drained(replicas) {
      await Promise.all([...listeners.values()].map(({ endpoint }) => endpoint.drained(replicas)));
    },
  };
}
