/**
 * schemathesis makes requests from our own OpenAPI document, fitting and not: none may end in a 5xx or bring the server down.
 * BANCADA_FUZZ sets the examples per operation: 10 in CI, 275 for the 20,000 requests of the long stage.
 */
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/cli.ts';
import { startServer } from './support/server.ts';

const examples = Number(process.env.BANCADA_FUZZ ?? 10);
const set = spawnSync(process.execPath, [join(root, 'scripts', 'setup', 'python.mjs'), 'fuzz'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const { python = null, missing = '' } = JSON.parse(set.stdout.trim().split('\n').at(-1) ?? '{}') as { python?: string; missing?: string };

describe.skipIf(python === null)(`requests made up from the OpenAPI document ${missing}`, () => {
  it('never end in a server error', { timeout: 60_000 + examples * 30_000 }, async () => {
    const server = await startServer();
    const options = [
      '--checks',
      'not_a_server_error,content_type_conformance',
      '--phases',
      'coverage,fuzzing',
      '-n',
      String(examples),
      '--no-color',
      '--warnings',
      'off',
    ];
    const { code, said } = await run(join(dirname(python!), 'schemathesis'), ['run', `${server.url}/openapi.json`, ...options]);
    expect(code, said.slice(-6000)).toBe(0);
    const generated = Number(/(\d+) generated/.exec(said)?.[1]);
    console.log(`${generated} requests`);
    expect(generated).toBeGreaterThan(1000);
    const health = await fetch(`${server.url}/health`);
    expect(await health.text()).toBe('OK');
    expect(await server.stop()).toBe(0);
  });
});

function run(program: string, args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
