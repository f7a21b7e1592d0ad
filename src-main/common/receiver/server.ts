/**
 * `openReceiver`: POST /PREFIX/NAME on 127.0.0.1, for programs outside of the lab. A server of its own, at an address that stays from one start to the next (the
 * windows' host takes another port each time), under the same rules: the exact Host, no foreign Origin, a token, which is that of the thing named.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BancadaError } from '../../contract/errors.ts';
import { createGuard, sameToken } from '../guard.ts';
import { jsonObject, readBody } from '../json-body.ts';

export interface Call {
  body: Record<string, unknown>;
  /** Given by a caller that may ask twice. */
  key: string | null;
}

export interface ReceiverDeps {
  /** First part of the address: `hooks`, `truth`. */
  prefix: string;
  /** Of a body. */
  maxBytes: number;
  /** Tells this home's server from any other. */
  mark: string;
  /** Token of what is called so; null where nothing is. */
  tokenOf(name: string): string | null;
  call(name: string, call: Call): Promise<{ status: number; body: object }>;
  failed(error: unknown): void;
}

export interface ReceiverServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

export const markHeader = 'x-bancada-home';
const slowMs = 10_000;

export async function openReceiver(port: number, { prefix, maxBytes, mark, tokenOf, call, failed }: ReceiverDeps): Promise<ReceiverServer> {
  const address = new RegExp(`^/${prefix}/([^/]+)$`);
  let bound = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query] = (request.url ?? '/').split('?');
    const name = decoded(address.exec(path)?.[1] ?? '');
    const token = tokenOf(name);
    const guard = createGuard(bound, (given) => token !== null && sameToken(given, token));
    const refused = guard.refuse({ headers: request.headers, query: new URLSearchParams(query) });
    // What there is, is nobody's business without a token.
    if (refused) return send(response, refused, { error: refused === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' });
    if (request.method !== 'POST') return send(response, 405, { error: 'METHOD_NOT_ALLOWED' });
    const text = await readBody(request, maxBytes);
    if (text === null) return send(response, 413, { error: 'TOO_LARGE', maxBytes });
    const body = jsonObject(text);
    if (body === null) return send(response, 400, { error: 'BODY_INVALID', expected: 'a JSON object, or nothing' });
    const key = request.headers['idempotency-key'];
    const { status, body: said } = await call(name, { body, key: typeof key === 'string' && key.length <= 200 ? key : null });
    return send(response, status, said);
  }

  const server = createServer((request, response) => {
    response.setHeader(markHeader, mark);
    answer(request, response).catch((error) => {
      failed(error);
      if (!response.headersSent) send(response, 500, { error: 'INTERNAL' });
    });
  });
  server.requestTimeout = slowMs;
  server.maxConnections = 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new BancadaError('PORT_TAKEN', { port }, { cause: error }) : error),
    );
    server.listen({ host: '127.0.0.1', port }, resolve);
  });
  bound = (server.address() as AddressInfo).port;
  server.unref();

  return {
    port: bound,
    url: `http://127.0.0.1:${bound}/${prefix}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(JSON.stringify(body));
}
