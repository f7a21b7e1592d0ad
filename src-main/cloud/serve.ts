/**
 * `serveCloud`: both providers on 127.0.0.1, so that stock clients talk to the simulation. SageMaker's protocol is JSON 1.1 and the path of its runtime, whose signatures are not
 * checked; Vertex AI's is REST under /v1, with the server's token as the access token.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuard, sameToken } from '../common/guard.ts';
import { jsonObject, readBody } from '../common/json-body.ts';
import { BancadaError } from '../contract/errors.ts';
import type { CloudServer, CloudSite } from './cloud.ts';
import { isVertexPath, vertexCall, vertexRefusal } from './vertex-routes.ts';

const mostBytes = 6 * 2 ** 20;
type Site = Pick<CloudSite, 'call' | 'place'>;
type Answer = { status: number; body: object; headers?: Record<string, string> };

export async function serveCloud(site: Site, port: number): Promise<CloudServer> {
  const token = randomBytes(24).toString('base64url');
  let bound = 0;
  const server = createServer((request, response) => {
    const isVertex = isVertexPath(request.url ?? '');
    const send = ({ status, body, headers = {} }: Answer) => {
      response.writeHead(status, { 'content-type': isVertex ? 'application/json; charset=UTF-8' : 'application/x-amz-json-1.1', ...headers });
      response.end(JSON.stringify(body));
    };
    const answered = isVertex ? askVertex(site, request, { port: bound, token }) : askSageMaker(site, request, bound);
    void answered.then(send, (error: unknown) =>
      send(isVertex ? vertexRefusal(500, 'INTERNAL', String(error)) : { status: 500, body: { __type: 'InternalFailure', message: String(error) } }),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new BancadaError('PORT_TAKEN', { port }, { cause: error }) : error;
  });
  bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${String(bound)}`,
    token,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function askVertex(site: Site, request: IncomingMessage, { port, token }: { port: number; token: string }): Promise<Answer> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const refused = createGuard(port, (given) => sameToken(given, token)).refuse({ headers: request.headers, query: new URLSearchParams() });
  if (refused === 403) return vertexRefusal(403, 'PERMISSION_DENIED', 'Pages and other names of this computer are not let in.');
  if (refused) return vertexRefusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials. Expected OAuth 2 access token.');
  const text = await readBody(request, mostBytes);
  if (text === null) return vertexRefusal(413, 'INVALID_ARGUMENT', `Request payload size exceeds the limit: ${mostBytes} bytes.`);
  const body = jsonObject(text);
  if (!body) return vertexRefusal(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.');
  const asked = vertexCall({ method: request.method ?? 'GET', path, query, body }, site.place('vertex'));
  if (!('operation' in asked)) return asked;
  const { status, body: said } = await site.call({ provider: 'vertex', ...asked });
  return { status, body: said as object };
}

async function askSageMaker(site: Site, request: IncomingMessage, port: number): Promise<Answer> {
  // A page in a browser may send requests here too; it has no business with them.
  const refused = createGuard(port, null).refuse({ headers: request.headers, query: new URLSearchParams() });
  if (refused || request.headers.origin !== undefined) return coded(403, { __type: 'AccessDeniedException', message: 'no pages' });
  const text = await readBody(request, mostBytes);
  if (text === null) return coded(413, { __type: 'RequestTooLong', message: `Limit: ${mostBytes} bytes.` });
  const body = jsonObject(text);
  if (!body) return coded(400, { __type: 'SerializationException', message: 'Invalid JSON payload received.' });
  const [, endpoint] = /^\/endpoints\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
  if (endpoint !== undefined) {
    const done = await site.call({
      provider: 'sagemaker',
      operation: 'InvokeEndpoint',
      body: { EndpointName: decodeURIComponent(endpoint), Body: body },
    });
    if (done.status >= 400) return coded(done.status, done.body as object);
    const { Body } = done.body as { Body: object };
    return { status: 200, body: Body, headers: { 'content-type': 'application/json', 'x-amzn-invoked-production-variant': 'AllTraffic' } };
  }
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^SageMaker\./, '');
  const done = await site.call({ provider: 'sagemaker', operation, body });
  return coded(done.status, done.body as object);
}

/** Clients of the runtime take the code of a refusal from a header. */
function coded(status: number, body: object): Answer {
  const type = String((body as { __type?: string }).__type ?? '');
  return { status, body, ...(type !== '' && { headers: { 'x-amzn-errortype': type } }) };
}
