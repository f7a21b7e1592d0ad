/** What may be wrong when the lab is opened, each with words that help: through the real host, as `npm start` runs it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'bancada-opening-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const host = fileURLToPath(new URL('../../src-main/hosts/web/main.ts', import.meta.url));
const patience = 90_000;

/** In a mount namespace of its own, so that nothing outside sees what is mounted there. */
const shut = (mount: string, command: string) => ['--map-root-user', '--mount', 'sh', '-c', `${mount} && ${command}`];
const isPossible = spawnSync('unshare', shut('true', 'true')).status === 0;

const open = (mount: string, home: string) =>
  spawnSync('unshare', shut(mount, `"${process.execPath}" "${host}" --home "${home}"`), { encoding: 'utf8', timeout: patience });

it.skipIf(!isPossible)('a folder that cannot be written to', { timeout: patience }, () => {
  const home = join(root, 'read-only');
  mkdirSync(home);
  const { stdout, stderr, status } = open(`mount -t tmpfs -o ro none "${home}"`, home);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`A Bancada não pode gravar em ${home}.`);
  expect(stderr).toContain('BANCADA_HOME=');
  expect(stderr).not.toContain('    at ');
});

it('a file where the folder should be', { timeout: patience }, () => {
  const home = join(root, 'file');
  writeFileSync(home, '');
  const { stderr, status } = spawnSync(process.execPath, [host, '--home', home], { encoding: 'utf8', timeout: patience });
  expect([status, stderr.split('\n')[0]]).toEqual([1, `A Bancada não pode gravar em ${home}.`]);
});

it('a port that is taken, and a second start in the same home', { timeout: patience }, async () => {
  const home = join(root, 'two');
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const refused = spawnSync(process.execPath, [host, '--home', home, '--port', String(port)], { encoding: 'utf8', timeout: patience });
  taken.close();
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining(String(port))]);

  const first = spawn(process.execPath, [host, '--home', home, '--safe-mode'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) => first.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())));
  const second = spawnSync(process.execPath, [host, '--home', home], { encoding: 'utf8', timeout: patience });
  expect([second.status, second.stdout.trim()]).toEqual([0, url]);
  const ended = new Promise((resolve) => first.once('exit', resolve));
  first.kill('SIGTERM');
  expect(await ended).toBe(0);
});
