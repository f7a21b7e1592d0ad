/** `send`: one request exactly as it is written: no normalised path, whatever headers. */
import { request } from 'node:http';
import type { Sent } from './rows.ts';

export interface Answered {
  status: number;
  text: string;
  headers: Record<string, string | string[] | undefined>;
}

export function send(base: string, { method, path, json, body, headers = {} }: Sent): Promise<Answered> {
  const { hostname, port } = new URL(base);
  const text = json === undefined ? body : JSON.stringify(json);
  const all = {
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: all, timeout: 30_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8'), headers: response.headers }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path.slice(0, 100)}`)));
    sent.on('error', reject);
    sent.end(text);
  });
}
