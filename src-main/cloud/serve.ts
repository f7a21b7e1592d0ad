/** `serveCloud`: SageMaker's protocol (JSON 1.1, and the path of its runtime) on 127.0.0.1, so that stock clients talk to the simulation. Signatures are not checked. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudSite } from './cloud.ts';

const mostBytes = 6 * 2 ** 20;

export async function serveCloud(site: Pick<CloudSite, 'call'>, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(site, request).then(
      ({ status, body, headers = {} }) => {
        const type = String((body as { __type?: string }).__type ?? '');
        // Clients of the runtime take the code of a refusal from a header.
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...(type !== '' && { 'x-amzn-errortype': type }), ...headers });
        response.end(JSON.stringify(body));
      },
      (error: unknown) => {
        response.writeHead(500, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify({ __type: 'InternalFailure', message: String(error) }));
      },
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  site: Pick<CloudSite, 'call'>,
  request: IncomingMessage,
): Promise<{ status: number; body: object; headers?: Record<string, string> }> {
  // A page in a browser may send requests here too; it has no business with them.
  if (request.headers.origin !== undefined) return { status: 403, body: { __type: 'AccessDeniedException', message: 'no pages' } };
  const body = parsed(await read(request));
  const [, endpoint] = /^\/endpoints\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
  if (endpoint !== undefined) {
    const done = await site.call({
      provider: 'sagemaker',
      operation: 'InvokeEndpoint',
      body: { EndpointName: decodeURIComponent(endpoint), Body: body },
    });
    if (done.status >= 400) return { status: done.status, body: done.body as object };
    const { Body } = done.body as { Body: object };
    return { status: 200, body: Body, headers: { 'content-type': 'application/json', 'x-amzn-invoked-production-variant': 'AllTraffic' } };
  }
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^SageMaker\./, '');
  const done = await site.call({ provider: 'sagemaker', operation, body });
  return { status: done.status, body: done.body as object };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Record<string, unknown> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
