import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { snippetOf } from './snippets.ts';

const body = { nome: 'Zé d\'Ávila "aspas" \\ barra', preço: 1.5, novo: true, vazio: null, lista: [1, 'dois'] };
const received: unknown[] = [];
const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    received.push([request.method, request.url, request.headers['content-type'], JSON.parse(text)]);
    response.end('{"label":"ok"}');
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const has = (program: string) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The server answers in this process: nothing may wait for the program here. */
async function sends(program: string, args: readonly string[]): Promise<string> {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve, reject) =>
    execFile(program, [...args], { encoding: 'utf8' }, (error, stdout) => (error ? reject(error) : resolve(stdout))),
  );
}

it.each([
  ['curl', 'bash', '-c'],
  ['python', 'python3', '-c'],
  ['javascript', process.execPath, '--input-type=module', '-e'],
] as const)('is %s that sends the very body', async (language, program, ...flags) => {
  if (language !== 'javascript' && !(has(program) && (language !== 'curl' || has('curl')))) return;
  received.length = 0;
  expect(await sends(program, [...flags, snippetOf(language, url, body)])).toMatch(/ok/);
  expect(received).toEqual([['POST', '/predict', 'application/json', body]]);
});

it('is the body itself as JSON', () => {
  expect(JSON.parse(snippetOf('json', url, body))).toEqual(body);
});
