/** `outgoing`, `giveAnswer`, `giveProblem`: what is passed on of a request and of an answer, and what the gateway says by itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../../contract/base.ts';
import type { Answer } from './answer.ts';
import { revisionHeader } from './choose.ts';
import type { Outgoing } from './upstream.ts';
import { type GatewayProblem, problems } from './words.ts';

/** Of one connection only. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
]);

export function outgoing({ method = 'GET', url = '/', rawHeaders }: IncomingMessage, body: Buffer | null): Outgoing {
  let head = `${method} ${url} HTTP/1.1\r\nconnection: keep-alive\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!hopByHop.has(rawHeaders[i]!.toLowerCase())) head += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`;
  }
  if (body !== null) head += `content-length: ${body.length}\r\n`;
  return { method, head, body };
}

export function giveAnswer(response: ServerResponse, { status, headers, body }: Answer, revision: number, cookie: string | null): void {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    if (!hopByHop.has(headers[i]!.toLowerCase())) kept.push(headers[i]!, headers[i + 1]!);
  }
  kept.push(revisionHeader, String(revision));
  if (cookie !== null) kept.push('set-cookie', cookie);
  if (status !== 204 && status !== 304) {
    const told = response.req.method === 'HEAD' ? headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-length') : -1;
    kept.push('content-length', told >= 0 ? headers[told + 1]! : String(body.length));
  }
  if (response.shouldKeepAlive === false) kept.push('connection', 'close');
  response.writeHead(status, kept);
  response.end(body);
}

export function giveProblem(response: ServerResponse, code: GatewayProblem, language: Language): void {
  if (response.headersSent || response.destroyed) return;
  const { status, words } = problems[code];
  const body = JSON.stringify({ error: { code, message: words[language] } });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(status === 503 && { 'retry-after': '1' }),
    ...(status === 413 && { connection: 'close' }),
  });
  response.end(body);
}
