import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderBytes } from './folder-bytes.ts';

it('counts a file with two names once, follows no links, and a missing folder as nothing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'bancada-bytes-'));
  mkdirSync(join(root, 'a', 'b'), { recursive: true });
  writeFileSync(join(root, 'a', 'one'), 'x'.repeat(100));
  linkSync(join(root, 'a', 'one'), join(root, 'a', 'b', 'again'));
  writeFileSync(join(root, 'a', 'b', 'two'), 'y'.repeat(23));
  symlinkSync('/etc/passwd', join(root, 'away'));
  expect(await folderBytes(root)).toBe(123);
  expect(await folderBytes(join(root, 'nothing'))).toBe(0);
  rmSync(root, { recursive: true });
});
