import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'bancada-full-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** In a mount namespace of its own, so that nothing outside sees the little disk. */
const onLittleDisk = (command: string) => ['--map-root-user', '--mount', 'sh', '-c', `mount -t tmpfs -o size=8m none "${root}" && ${command}`];
const isPossible = spawnSync('unshare', onLittleDisk('true')).status === 0;

it.skipIf(!isPossible)('says that the disk is full, keeps nothing of what did not fit, and goes on once there is room', () => {
  const program = fileURLToPath(new URL('full-disk.ts', import.meta.url));
  const { stdout, stderr } = spawnSync('unshare', onLittleDisk(`"${process.execPath}" "${program}" "${root}"`), { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([
    { status: 200, left: 1 },
    { status: 400, error_code: 'BAD_REQUEST', message: expect.stringContaining('is full'), left: 1 },
    { status: 200, left: 1 },
  ]);
});
