import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { swapIn } from './swap.mjs';

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-swap-'));
  target = join(root, 'renderer');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
const read = (path: string) => readFileSync(join(target, path), 'utf8');
const inAssets = (path: string) => path.startsWith('assets/');

function build(files: Record<string, string>): void {
  write(`${target}.new`, files);
  swapIn(`${target}.new`, target, inAssets);
}

it('puts the first build in its place', () => {
  build({ 'index.html': 'one' });
  expect(read('index.html')).toBe('one');
  expect(readdirSync(root)).toEqual(['renderer']);
});

it('replaces a build, and a page that is open still finds what it has not loaded yet', () => {
  build({ 'index.html': 'one', 'old.txt': '', 'assets/editor-a1.js': 'old editor', 'assets/base-b1.js': 'base' });
  build({ 'index.html': 'two', 'assets/editor-a2.js': 'new editor', 'assets/base-b1.js': 'base' });
  expect(read('index.html')).toBe('two');
  expect(read('assets/editor-a1.js')).toBe('old editor');
  expect(existsSync(join(target, 'old.txt'))).toBe(false);
  expect(readdirSync(join(target, 'assets')).sort()).toEqual(['base-b1.js', 'editor-a1.js', 'editor-a2.js']);
  expect(readdirSync(root)).toEqual(['renderer']);
});

it('forgets after a day what no build has made since', () => {
  build({ 'assets/a1.js': '' });
  const longAgo = Date.now() / 1000 - 25 * 3600;
  utimesSync(join(target, 'assets/a1.js'), longAgo, longAgo);
  build({ 'assets/a2.js': '' });
  expect(readdirSync(join(target, 'assets'))).toEqual(['a2.js']);
});

it('leaves what was there when nothing whole was built', () => {
  build({ 'index.html': 'one' });
  expect(() => swapIn(`${target}.new`, target, inAssets)).toThrow(/ENOENT/);
  expect(read('index.html')).toBe('one');
});

it('takes over from a swap that was cut short', () => {
  build({ 'index.html': 'one', 'assets/a1.js': '' });
  write(`${target}.old`, { 'index.html': 'older' });
  build({ 'index.html': 'two' });
  expect(read('index.html')).toBe('two');
  expect(readdirSync(root)).toEqual(['renderer']);
});
