/** The web host: the renderer's files and the contract over a WebSocket, on 127.0.0.1 only. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import fastifyStatic from '@fastify/static';
import { RPCHandler } from '@orpc/server/ws';
import fastify from 'fastify';
import { WebSocketServer } from 'ws';
import { createGuard, type Guard } from '../../common/guard.ts';
import type { RequestContext } from '../../common/procedures.ts';
import { BancadaError } from '../../contract/index.ts';
import type { Lab } from '../../lab.ts';
import { securityHeaders } from './headers.ts';

export interface WebHost {
  /** Opens the lab: carries the token. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const maxMessageBytes = 8 << 20;

export async function startWebHost({ lab, rendererDir, port = 0 }: { lab: Lab; rendererDir: string; port?: number }): Promise<WebHost> {
  if (!existsSync(rendererDir)) throw new BancadaError('FILE_NOT_FOUND', { path: rendererDir });
  const token = randomBytes(32).toString('base64url');
  const app = fastify({ logger: false, bodyLimit: 1 << 20 });
  let guard: Guard;

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders());
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const refused = guard.refuse({ headers: request.headers, query });
    if (refused) return reply.code(refused).send({ error: refused === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' });
    if (query.has('token')) {
      // The token leaves the address bar at once and lives on in a cookie that scripts cannot read.
      reply.header('set-cookie', `${guard.cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`);
      return reply.redirect(request.url.split('?')[0] ?? '/');
    }
  });
  await app.register(fastifyStatic, {
    root: rendererDir,
    // Names of built files carry a hash: what was loaded once is never asked for again.
    setHeaders: (reply, path) => void reply.header('cache-control', path.includes('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'),
    cacheControl: false,
  });
  app.get('/health', async () => ({ status: 'ok' }));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'NOT_FOUND' }));

  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new BancadaError('PORT_TAKEN', { port });
    throw error;
  }
  const bound = (app.server.address() as AddressInfo).port;
  guard = createGuard(bound, token);

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const rpc = new RPCHandler<RequestContext>(lab.router);
  app.server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const refused = url.pathname === '/rpc' ? guard.refuse({ headers: request.headers, query: url.searchParams }) : 403;
    if (refused) {
      socket.end(`HTTP/1.1 ${refused} ${refused === 401 ? 'Unauthorized' : 'Forbidden'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => void rpc.upgrade(webSocket, { context: lab.context }));
  });

  return {
    url: `http://127.0.0.1:${bound}/?token=${token}`,
    port: bound,
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await app.close();
    },
  };
}
