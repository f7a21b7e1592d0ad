/** `setCanaries`: a folder and an address that no attack may touch, and how to see whether one did. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Canaries {
  readonly outside: string;
  readonly listener: string;
  /** What was touched, in words; and everything is set again. */
  touched(answers: readonly string[]): string[];
  dispose(): void;
}

const secret = 'canario-7f3a91';

export async function setCanaries(): Promise<Canaries> {
  const outside = join(mkdtempSync(join(tmpdir(), 'bancada-canary-')), 'outside');
  let asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('{"files":[{"path":"/etc/passwd","is_dir":false,"file_size":1}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function set(): void {
    rmSync(outside, { recursive: true, force: true });
    mkdirSync(outside, { recursive: true });
    writeFileSync(join(outside, 'secret.txt'), secret);
    writeFileSync(join(outside, 'victim.txt'), 'alive');
    asked = [];
  }
  set();

  return {
    outside,
    listener: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    touched(answers) {
      const found = readdirSync(outside).sort();
      const wrong = [
        ...(answers.some((answer) => answer.includes(secret)) ? ['the secret was read'] : []),
        ...(answers.some((answer) => answer.includes('root:x:0:0')) ? ['the passwords file was read'] : []),
        ...(found.includes('victim.txt') && readFileSync(join(outside, 'victim.txt'), 'utf8') === 'alive'
          ? []
          : ['the victim was deleted or changed']),
        ...found.filter((name) => !['secret.txt', 'victim.txt'].includes(name)).map((name) => `${name} was written`),
        ...asked.map((request) => `the listener was asked: ${request}`),
      ];
      set();
      return wrong;
    },
    dispose() {
      server.close();
      rmSync(join(outside, '..'), { recursive: true, force: true });
    },
  };
}
