/** `askService`: one request to a service on 127.0.0.1, with a time-out and a cap on what is read of the answer. */
import { Agent, request } from 'node:http';

export interface ServiceAnswer {
  status: number;
  ms: number;
  contentType: string;
  body: string;
}

export interface ServiceQuestion {
  port: number;
  method: 'GET' | 'POST';
  /** Path and query. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs: number;
  maxBytes: number;
}

// A connection kept from a stopped revision would make the first request to the next one fail.
const agent = new Agent({ keepAlive: false });

export function askService({ port, method, path, body, headers, timeoutMs, maxBytes }: ServiceQuestion): Promise<ServiceAnswer> {
  const begun = performance.now();
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const { pathname, search } = new URL(`http://127.0.0.1${path}`);
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: pathname + search,
        agent,
        signal,
        headers: { ...headers, ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }) },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const done = () =>
          resolve({
            status: answer.statusCode ?? 0,
            ms: performance.now() - begun,
            contentType: answer.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8'),
          });
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes < maxBytes) return;
          done();
          answer.destroy();
        });
        answer.on('end', done);
        answer.on('error', reject);
      },
    );
    sent.on('error', (error) => reject(signal.aborted ? new Error(`no answer within ${timeoutMs} ms`, { cause: error }) : error));
    sent.end(payload);
  });
}
