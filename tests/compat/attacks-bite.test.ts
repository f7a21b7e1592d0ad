/** The attack tests are worth something only if they bite: the same rows against an MLflow of before the holes were mended, in a folder of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attack, prepareTarget } from '../attacks/attack.ts';
import { type Canaries, setCanaries } from '../attacks/canaries.ts';
import { rows } from '../attacks/rows.ts';
import { root } from '../support/cli.ts';
import { freePort } from './support/server.ts';

const set = spawnSync(process.execPath, [join(root, 'scripts', 'setup', 'python.mjs'), 'vulnerable'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const { python = null, missing = '' } = JSON.parse(set.stdout.trim().split('\n').at(-1) ?? '{}') as { python?: string; missing?: string };

/** What MLflow 2.9.1 is known to fall for, and what then happens. */
const biting = {
  'version with //proc/self/root for a source': /the secret was read/,
  'experiment at a file: URL': /was written/,
  'experiment at a local path': /was written/,
  'experiment at a query with dots': /the secret was read/,
  'experiment at a fragment with dots': /the secret was read/,
  'experiment at a host with a fragment': /the secret was read/,
};
/** What it lets pass, though nothing comes of it in this setting. */
const accepted = [
  'version with another server for a source',
  'proxy: delete with encoded dots',
  'proxy: write with encoded dots',
  'a page of another site',
  'keys that change prototypes',
];

describe.skipIf(python === null)(`against MLflow 2.9.1 ${missing}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-vulnerable-'));
  let canaries: Canaries;
  let url: string;
  let stop: () => Promise<void>;
  const outcomeOf = async (name: string) =>
    attack(url, rows.find((row) => row.name === name)!, await prepareTarget(url, `alvo ${name}`, canaries), canaries);

  beforeAll(async () => {
    const port = await freePort();
    const bin = dirname(python!);
    const args = ['server', '--backend-store-uri', `sqlite:///${join(folder, 'mlflow.db')}`, '--artifacts-destination', join(folder, 'artifacts')];
    const child = spawn(join(bin, 'mlflow'), [...args, '--host', '127.0.0.1', '--port', String(port), '--workers', '1'], {
      cwd: folder,
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    stop = async () => {
      process.kill(-child.pid!, 'SIGTERM');
      await ended;
    };
    url = `http://127.0.0.1:${port}`;
    await expectAnswer(url);
    canaries = await setCanaries();
  }, 120_000);
  afterAll(async () => {
    await stop?.();
    canaries?.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it.each(Object.entries(biting))('%s: bites', async (name, what) => expect((await outcomeOf(name)).touched.join('; ')).toMatch(what));
  it.each(accepted)('%s: is let pass', async (name) => expect((await outcomeOf(name)).let.length).toBeGreaterThan(0));
});

async function expectAnswer(url: string): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    const up = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the vulnerable server did not start');
}
