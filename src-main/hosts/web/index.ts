/**
 * The web host: the renderer's files and the contract over a WebSocket, on 127.0.0.1 only.
 * Node's own HTTP server, and the packages of the socket once it listens: what a person waits for is a program that has little to load.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuard, type Guard } from '../../common/guard.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Lab } from '../../lab.ts';
import { securityHeaders } from './headers.ts';
import { rendererFile } from './renderer-file.ts';

export interface WebHost {
  /** Opens the lab: carries the token. */
  readonly url: string;
  readonly port: number;
  /** Resolves when the page itself has been sent to somebody. */
  readonly pageSent: Promise<void>;
  close(): Promise<void>;
}

/** A socket that whoever started us listens on already, and the token of the address that was given out for it. */
export interface HeldSocket {
  fd: number;
  token: string;
}

export interface WebHostOptions {
  /** Pages are served before it is open; whoever asks the lab itself waits for it. */
  lab: Promise<Lab>;
  rendererDir: string;
  /** 0 takes a free one. */
  port?: number;
  held?: HeldSocket | null;
}

export async function startWebHost({ lab, rendererDir, port = 0, held = null }: WebHostOptions): Promise<WebHost> {
  if (!existsSync(rendererDir)) throw new BancadaError('FILE_NOT_FOUND', { path: rendererDir });
  const token = held?.token ?? randomBytes(32).toString('base64url');
  const headers = securityHeaders();
  let guard: Guard;
  const pageSent = Promise.withResolvers<void>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const { pathname, searchParams } = addressOf(request);
    const refused = guard.refuse({ headers: request.headers, query: searchParams });
    if (refused) return send(response, refused, { error: refused === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' });
    if (searchParams.has('token')) {
      // The token leaves the address bar at once and lives on in a cookie that scripts cannot read.
      response.setHeader('set-cookie', `${guard.cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`);
      response.writeHead(302, { location: pathname }).end();
      return;
    }
    if (pathname === '/health') {
      await lab;
      return send(response, 200, { status: 'ok' });
    }
    const file = request.method === 'GET' || request.method === 'HEAD' ? await rendererFile(rendererDir, pathname) : null;
    if (!file) return send(response, 404, { error: 'NOT_FOUND' });
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.body.length,
      'cache-control': file.lasting ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
    if (pathname === '/') pageSent.resolve();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      lab.then(({ core }) => core.log.error('request not answered', { url: request.url?.split('?')[0], error })).catch(() => undefined);
      if (!response.headersSent) send(response, 500, { error: 'INTERNAL' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new BancadaError('PORT_TAKEN', { port }, { cause: error }) : error),
    );
    server.listen(held ? { fd: held.fd } : { host: '127.0.0.1', port }, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  guard = createGuard(bound, token);

  const sockets = lab.then(async (opened) => {
    const { openRpcSockets } = await import('./rpc-sockets.ts');
    return openRpcSockets(opened);
  });
  sockets.catch(() => undefined); // whoever opens the lab sees why it did not open
  server.on('upgrade', async (request, socket, head) => {
    const { pathname, searchParams } = addressOf(request);
    const refused = pathname === '/rpc' ? guard.refuse({ headers: request.headers, query: searchParams }) : 403;
    if (refused) socket.end(`HTTP/1.1 ${refused} ${refused === 401 ? 'Unauthorized' : 'Forbidden'}\r\nConnection: close\r\n\r\n`);
    else {
      const opened = await sockets.catch(() => null);
      if (opened) opened.accept(request, socket, head);
      else socket.destroy();
    }
  });

  return {
    url: `http://127.0.0.1:${bound}/?token=${token}`,
    port: bound,
    pageSent: pageSent.promise,
    async close() {
      (await sockets.catch(() => null))?.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function addressOf({ url = '/' }: IncomingMessage): { pathname: string; searchParams: URLSearchParams } {
  const [path = '/', query] = url.split('?');
  return { pathname: path.replace(/^\/+/, '/'), searchParams: new URLSearchParams(query) };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
