/**
 * What an installer holds, put together and started as it will be: under the Node that it brings, from another folder, where nothing of the project is within reach.
 * The archive itself, Electron around it and signatures are not tried here (docs/DESKTOP.md).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stage } from '../../scripts/package/stage.mjs';
import { openIntegrity } from '../../src-main/hosts/electron/integrity.ts';
import { type Api, connect } from '../faults/host-process.ts';
import { root } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-packaged-'));
const installed = join(folder, 'resources');
const home = join(folder, 'home');
/** On the disk of the packages: what is put together are second names of their files. */
const staged = join(root, '.cache', `packaged-${process.pid}`);
const elsewhere = (command: string) => ['--map-root-user', '--mount', 'sh', '-c', command];
const isPossible = spawnSync('unshare', elsewhere('mount -t tmpfs none /mnt')).status === 0;

describe.skipIf(!isPossible)('an installed program', () => {
  let host: ChildProcess | undefined;
  let url: string;
  let api: Api;
  let disconnect: () => void;

  beforeAll(async () => {
    stage(staged);
    mkdirSync(installed);
    mkdirSync(join(folder, 'empty'));
    const node = join(installed, 'lab/node_modules/node/bin/node');
    const program = join(installed, 'lab/dist/host/main.js');
    const start = `mount --bind "${staged}" "${installed}" && mount --bind "${folder}/empty" "${root}" && cd "${folder}" && exec "${node}" "${program}" --home "${home}"`;
    const child = spawn('unshare', elsewhere(start), { stdio: ['ignore', 'pipe', 'inherit'], env: { HOME: folder, PATH: '/usr/bin:/bin' } });
    host = child;
    url = await new Promise((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
      child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
    });
    ({ api, disconnect } = await connect(url));
  });
  afterAll(async () => {
    disconnect?.();
    const gone = new Promise((resolve) => (host && host.exitCode === null ? host.once('exit', resolve) : resolve(null)));
    host?.kill('SIGTERM');
    await gone;
    for (const each of [staged, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 3 });
  });

  it('serves its pages, and knows its content', async () => {
    const { origin, searchParams } = new URL(url);
    const page = await fetch(origin, { headers: { authorization: `Bearer ${searchParams.get('token')}` } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
    expect((await api.catalog.modules()).length).toBe(11);
    expect(Object.keys(await api.workspaces.sdkTypes()).length).toBeGreaterThan(0);
    const doctor = await api.system.doctor({});
    expect(doctor).toMatchObject({ home: { path: home }, versions: { node: process.version } });
  });

  it('runs a challenge and its checks, whose programs it reads from its own folder', async () => {
    const { sessionId } = await api.workspaces.check({
      challengeId: '01-monolitica',
      solution: 'reference',
      engine: 'process',
      language: 'pt',
      only: ['roda'],
    });
    let last = '';
    for await (const { status, checks } of await api.workspaces.watchCheck({ sessionId })) last = `${status} ${JSON.stringify(checks)}`;
    expect(last).toMatch(/^passed/);
  });

  it('starts no program while it loads another', () => {
    const host = join(staged, 'lab/dist/host');
    const programs = ['cli', 'main', 'core-process', 'gateway-process', 'load-process', 'table-worker'].map((name) => `"./${name}.js"`);
    const files = readdirSync(host).filter((name) => name.endsWith('.js'));
    const taking = files.filter((name) => programs.some((program) => readFileSync(join(host, name), 'utf8').includes(program)));
    expect(taking).toEqual([]);
  });

  it('holds the digests of what Electron starts and shows, and packages for neither in the archive', () => {
    expect(openIntegrity(join(staged, 'app/integrity.json'), join(staged, 'lab')).changedCore()).toEqual([]);
  });
});
