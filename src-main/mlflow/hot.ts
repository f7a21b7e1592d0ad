/**
 * `hotServer`: a server for fastify that answers the endpoints read by hand itself. They are called thousands of times a second by programs that train,
 * and routing, hooks and replies of fastify would be a quarter of such a call. Whatever is not plain about a request is left to fastify.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Endpoint } from './endpoint.ts';
import type { MlflowError } from './errors.ts';
import { bodyOf, decoded } from './input.ts';

interface Hot {
  /** By method and whole path, as `POST /api/2.0/mlflow/runs/log-metric`. */
  endpoints: ReadonlyMap<string, Endpoint>;
  headers: Readonly<Record<string, string>>;
  maxBytes: number;
  /** What to answer instead, for who may not ask. */
  refuse(request: IncomingMessage): MlflowError | null;
  explain(error: unknown, url: string): MlflowError;
}

/** As long as fastify keeps a connection that nobody uses. */
const keepAliveMs = 72_000;

export function hotServer(hot: Hot): (listener: RequestListener) => Server {
  return (listener) =>
    createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 0 }, (request, response) => {
      const endpoint = hot.endpoints.get(`${request.method} ${request.url}`);
      if (endpoint && isPlain(request, hot.maxBytes)) answer(hot, endpoint, request, response);
      else listener(request, response);
    });
}

function isPlain({ headers }: IncomingMessage, maxBytes: number): boolean {
  return headers['content-type'] === 'application/json' && Number(headers['content-length']) <= maxBytes && headers.expect === undefined;
}

function answer(hot: Hot, endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): void {
  const refused = hot.refuse(request);
  if (refused) {
    send(hot, response, refused.status, JSON.stringify(refused));
    request.resume();
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    handle(endpoint, parts).then(
      (value) => send(hot, response, 200, value),
      (error: unknown) => {
        const explained = hot.explain(error, request.url ?? '');
        send(hot, response, explained.status, JSON.stringify(explained));
      },
    );
  });
  // A client that went away meanwhile is owed nothing.
  request.on('error', () => response.destroy());
}

async function handle({ read, handle }: Endpoint, parts: readonly Buffer[]): Promise<string> {
  const body = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  return JSON.stringify(await handle(read!(bodyOf(decoded(body.toString('utf8'))))));
}

function send({ headers }: Hot, response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}
