import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import type { BackupJob } from '../contract/backup.ts';
import { createBackups } from './index.ts';
import { readBackup } from './read.ts';
import { restoreBackup } from './restore.ts';

const day = 24 * 3600 * 1000;
let now = Date.UTC(2026, 0, 1);
const { core, dispose } = openTestCore({ now: () => now });
const backups = createBackups(core, { thread: new URL('../backup-thread.ts', import.meta.url) });
const folder = mkdtempSync(join(tmpdir(), 'bancada-backup-'));
const file = join(folder, 'home.tar.zst');
const noise = randomBytes(2 << 20);
let job: BackupJob;
/** How many rows had been acknowledged when the backup was asked for, and when it was done. */
const rows = { before: 0, after: 0 };

const insert = (n: number) =>
  core.storage.write((db) => db.prepare('INSERT INTO meta VALUES (?, ?)').run(`row-${n}`, noise.toString('hex', 0, 2000)));

async function follow(jobId: string): Promise<BackupJob> {
  let last: BackupJob | undefined;
  for await (const snapshot of backups.watch(jobId)) last = snapshot;
  return last!;
}

beforeAll(async () => {
  const { artifacts, workspaces, root } = core.home;
  writeFileSync(join(artifacts, 'model.bin'), noise, { mode: 0o444 });
  mkdirSync(join(artifacts, 'tree'));
  linkSync(join(artifacts, 'model.bin'), join(artifacts, 'tree', 'model.bin'));
  chmodSync(join(artifacts, 'tree'), 0o555);
  mkdirSync(join(workspaces, 'p', 'a'.repeat(120)), { recursive: true });
  writeFileSync(join(workspaces, 'p', 'a'.repeat(120), 'ação.ts'), 'export {};\n');
  writeFileSync(join(workspaces, 'p', 'empty'), '');
  symlinkSync('../p/empty', join(workspaces, 'p', 'link'));
  mkdirSync(join(root, 'cache'));
  writeFileSync(join(root, 'cache', 'again'), 'made again');

  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing || n < 100; n++) {
      await insert(n);
      rows.after = n + 1;
    }
  })();
  while (rows.after < 20) await new Promise((resolve) => setImmediate(resolve));
  rows.before = rows.after;
  const { jobId } = await backups.create(file);
  job = await follow(jobId);
  writing = false;
  await writer;
});

afterAll(async () => {
  await backups.close();
  chmodSync(join(core.home.artifacts, 'tree'), 0o755);
  await dispose();
  for (const name of readdirSync(folder))
    if (existsSync(join(folder, name, 'artifacts', 'tree'))) chmodSync(join(folder, name, 'artifacts', 'tree'), 0o755);
  rmSync(folder, { recursive: true });
});

/** Path, kind, mode and content of everything below. */
function listing(root: string, path = ''): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name of readdirSync(join(root, path))) {
    const inner = join(path, name);
    const stat = lstatSync(join(root, inner));
    const mode = (stat.mode & 0o777).toString(8);
    if (stat.isDirectory()) Object.assign(all, { [inner]: `folder ${mode}` }, listing(root, inner));
    else if (stat.isSymbolicLink()) all[inner] = `link ${readlinkSync(join(root, inner))}`;
    else
      all[inner] = `${mode} ${createHash('sha256')
        .update(readFileSync(join(root, inner)))
        .digest('hex')}`;
  }
  return all;
}

it('a home is copied while it is written, and comes back the same, with everything that had been acknowledged', async () => {
  expect(job).toMatchObject({ status: 'done', failure: null, summary: { path: file, skipped: [] } });
  expect(lstatSync(file).mode & 0o777).toBe(0o600);
  expect(existsSync(`${file}.partial`)).toBe(false);
  const home = join(folder, 'restored');
  await restoreBackup(file, home);

  const original = listing(core.home.root);
  const restored = listing(home);
  const same = (all: Record<string, string>) => Object.fromEntries(Object.entries(all).filter(([path]) => /^(artifacts|workspaces)/.test(path)));
  expect(same(restored)).toEqual(same(original));
  expect(Object.keys(same(restored))).toHaveLength(10);
  expect(Object.keys(restored).filter((path) => /^(cache|backups)/.test(path))).toEqual([]);
  expect(lstatSync(join(home, 'artifacts', 'tree', 'model.bin')).ino).toBe(lstatSync(join(home, 'artifacts', 'model.bin')).ino);

  const db = new Sqlite(join(home, 'bancada.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const kept = db.prepare<[], string>("SELECT key FROM meta WHERE key LIKE 'row-%' ORDER BY CAST(substr(key, 5) AS INTEGER)").pluck().all();
  db.close();
  expect(kept).toEqual(Array.from(kept, (_, n) => `row-${n}`));
  expect(kept.length).toBeGreaterThanOrEqual(rows.before);
});

it('a folder that is not empty stays as it is', async () => {
  const home = join(folder, 'full');
  mkdirSync(home);
  writeFileSync(join(home, 'mine'), 'mine');
  await expect(restoreBackup(file, home)).rejects.toMatchObject({ code: 'BACKUP_HOME_NOT_EMPTY', data: { home } });
  expect(readdirSync(home)).toEqual(['mine']);
});

it('what is cut off, altered, put in or no backup is refused by name, and nothing is left of the attempt', async () => {
  const whole = readFileSync(file);
  const tar = zstdDecompressSync(whole);
  const refused = async (name: string, bytes: Buffer): Promise<unknown> => {
    const bad = join(folder, name);
    writeFileSync(bad, bytes);
    const home = join(folder, 'refused');
    const [verified, restored] = await Promise.all([readBackup(bad, null).catch((e) => e), restoreBackup(bad, home).catch((e) => e)]);
    expect(restored).toMatchObject({ code: verified.code, data: verified.data });
    expect(existsSync(home)).toBe(false);
    rmSync(bad);
    return { code: verified.code, entry: verified.data?.entry };
  };
  expect(await refused('cut', whole.subarray(0, whole.length >> 1))).toEqual({ code: 'BACKUP_TRUNCATED', entry: 'home/artifacts/model.bin' });
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1]! ^= 1;
  expect(await refused('flipped', flipped)).toMatchObject({ code: 'BACKUP_DAMAGED' });
  const altered = Buffer.from(tar);
  altered[altered.indexOf(noise.subarray(0, 64)) + 1000]! ^= 1;
  expect(await refused('altered', zstdCompressSync(altered))).toEqual({ code: 'BACKUP_DAMAGED', entry: 'artifacts/model.bin' });
  const climbing = Buffer.from(tar);
  const at = climbing.indexOf('home/workspaces/p/empty\0');
  climbing.write('home/../../../../p/emptX', at, 'latin1');
  climbing[at + 23] = 0;
  const header = climbing.subarray(at, at + 512);
  header.fill(' ', 148, 156);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
    'latin1',
  );
  expect(await refused('climbing', zstdCompressSync(climbing))).toMatchObject({ code: 'BACKUP_DAMAGED', entry: expect.stringContaining('..') });
  expect(await refused('other', zstdCompressSync(Buffer.alloc(2048)))).toEqual({ code: 'BACKUP_UNKNOWN', entry: undefined });
  expect(await refused('text', Buffer.from('not a backup at all'))).toEqual({ code: 'BACKUP_UNKNOWN', entry: undefined });
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
});

it('a place that will not do is refused before anything begins', async () => {
  await expect(backups.create(file)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
  await expect(backups.create(join(core.home.root, 'inside.tar.zst'))).rejects.toMatchObject({ code: 'BACKUP_PATH_INVALID' });
  await expect(backups.create('relative.tar.zst')).rejects.toMatchObject({ code: 'BACKUP_PATH_INVALID' });
  await expect(backups.create(join(folder, 'nowhere', 'x'))).rejects.toMatchObject({ code: 'BACKUP_PATH_INVALID' });
});

it('a backup that is cancelled leaves no file', async () => {
  const target = join(folder, 'cancelled.tar.zst');
  const { jobId } = await backups.create(target);
  await expect(backups.create(join(folder, 'second.tar.zst'))).rejects.toMatchObject({ code: 'BACKUP_RUNNING' });
  backups.cancel(jobId);
  expect(await follow(jobId)).toMatchObject({ status: 'cancelled', failure: { code: 'BACKUP_CANCELLED' } });
  expect(readdirSync(folder).filter((name) => name.startsWith('cancelled'))).toEqual([]);
});

it('the database is copied once a day by itself', async () => {
  await backups.daily();
  await backups.daily();
  expect(backups.overview().automatic).toMatchObject([{ reason: 'daily', takenAt: now }]);
  now += day;
  await backups.daily();
  expect(backups.overview().automatic.map(({ takenAt }) => takenAt)).toEqual([now, now - day]);
});
