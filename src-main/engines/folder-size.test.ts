import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderExceeds, smallFolder } from './folder-size.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bancada-size-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const kilobyte = 1024;

test('files in folders below count', async () => {
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'a', 'b', 'big'), Buffer.alloc(64 * kilobyte));
  expect(await folderExceeds(folder, 60 * kilobyte)).toBe(true);
  expect(await folderExceeds(folder, 200 * kilobyte)).toBe(false);
});

test('a sparse file counts with its length, a tiny one with its block', async () => {
  writeFileSync(join(folder, 'sparse'), '');
  truncateSync(join(folder, 'sparse'), 2 ** 40);
  expect(await folderExceeds(folder, 2 ** 39)).toBe(true);
  rmSync(join(folder, 'sparse'));
  for (let index = 0; index < 40; index++) writeFileSync(join(folder, `tiny-${index}`), 'x');
  expect(smallFolder(folder)).toBeGreaterThan(40 * 512 - 1);
});

test('a link counts as itself, not as what it points to', async () => {
  symlinkSync('/', join(folder, 'root'));
  expect(await folderExceeds(folder, 64 * kilobyte)).toBe(false);
});

test('a folder with folders or with many files is not small', () => {
  expect(smallFolder(folder)).toBe(0);
  mkdirSync(join(folder, 'a'));
  expect(smallFolder(folder)).toBeNull();
  rmSync(join(folder, 'a'), { recursive: true });
  for (let index = 0; index < 60; index++) writeFileSync(join(folder, String(index)), '');
  expect(smallFolder(folder)).toBeNull();
});
