import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { languages, snippet } from './snippets.ts';

test('each snippet, run as it stands, asks with the token and the body', async () => {
  const heard: [string | undefined, unknown][] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    heard.push([request.headers.authorization, JSON.parse(body)]);
    response.end('{"values":{}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const door = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/features/cartoes`, token: 't0' };
  const body = { keys: { cartao: "d'água “1”" }, novo: true, nada: null };
  const programs = { curl: ['bash', '-c'], python: ['python3', '-c'], javascript: [process.execPath, '--input-type=module', '-e'] };
  const run = async (command: string[], text: string) => {
    const child = spawn(command[0]!, [...command.slice(1), text], { env: { ...process.env, no_proxy: '*' }, stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (piece) => (said += piece));
    await new Promise((resolve) => child.on('close', resolve));
    return said;
  };
  for (const { value } of languages) expect(await run(programs[value], snippet(value, door, body)), value).toContain('values');
  expect(heard).toEqual(languages.map(() => ['Bearer t0', body]));
  await new Promise((resolve) => server.close(resolve));
});
