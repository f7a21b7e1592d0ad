/** `testServer`: an HTTP server in a process of its own, whose answers a test writes as code: `(n, request, response) => …` of the n-th request. */
import { spawn } from 'node:child_process';
import { nodeBinary } from '../engines/index.ts';

export interface TestServer {
  port: number;
  close(): void;
}

/** Blocks the whole server, as garbage collection or another process would. */
export const stall = (every: number, ms: number): string =>
  `(n, q, s) => { if (n % ${every} === 0) for (const end = performance.now() + ${ms}; performance.now() < end; ); s.end('{}'); }`;

export async function testServer(answer: string): Promise<TestServer> {
  const code = `let n = 0; const answer = ${answer};
require('node:http').createServer((q, s) => { q.resume(); q.on('end', () => answer(++n, q, s)); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
  const child = spawn(nodeBinary().path, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))));
  return { port, close: () => child.kill() };
}
