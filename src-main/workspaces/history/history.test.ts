import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHistory, type History } from './history.ts';

let root = '';
let now = 1_000_000_000_000;
let history: History;
const minute = 60_000;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-history-'));
  history = createHistory(root, { now: () => now });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (text: string, after: number) => {
  now += after;
  return history.note('x', 'a.ts', Buffer.from(text), 'edit');
};
const texts = () => history.versions('x', 'a.ts').map(({ id }) => history.content('x', 'a.ts', id).toString());

it('keeps what was written in one go as one version, and later writing as another', () => {
  write('1', 0);
  write('12', 5000);
  write('123', 5000);
  write('x', minute);
  expect(texts()).toEqual(['x', '123']);
});

it('begins a new version while somebody writes on and on', () => {
  for (let turn = 0; turn < 20; turn += 1) write(`${turn}`, 5000);
  expect(texts().length).toBeGreaterThan(1);
});

it('keeps nothing twice, and keeps what other reasons brought apart', () => {
  write('mine', 0);
  history.note('x', 'a.ts', Buffer.from('starter'), 'reset');
  history.note('x', 'a.ts', Buffer.from('starter'), 'outside');
  expect(history.versions('x', 'a.ts').map(({ reason }) => reason)).toEqual(['reset', 'edit']);
});

it('is bounded by number and by bytes, the oldest first, and leaves no file of theirs', () => {
  for (let turn = 0; turn < 60; turn += 1) write(`version ${turn}`, minute);
  expect(texts()).toHaveLength(50);
  expect(texts()[0]).toBe('version 59');
  write('b'.repeat(3_000_000), minute);
  write('c'.repeat(3_000_000), minute);
  expect(texts().map((text) => text[0])).toEqual(['c']);
  expect(readdirSync(join(root, 'x'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toHaveLength(2);
});

it('keeps the order of writing when the clock goes back, under names of their own', () => {
  const first = write('now', 0);
  const second = write('yesterday', -24 * 60 * minute);
  const third = write('the same moment', 24 * 60 * minute);
  expect(new Set([first, second, third]).size).toBe(3);
  expect(texts()).toEqual(['the same moment', 'yesterday', 'now']);
});

it('begins anew where its own list is damaged, and loses nothing that is written from then on', () => {
  write('old', 0);
  const [folder] = readdirSync(join(root, 'x'));
  writeFileSync(join(root, 'x', folder!, 'index.json'), '{"half');
  write('new', minute);
  expect(texts()).toEqual(['new']);
});

it('knows every file that it has kept', () => {
  write('a', 0);
  history.note('x', 'b/c.ts', Buffer.from('c'), 'edit');
  expect(
    history
      .files('x')
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['a.ts', 'b/c.ts']);
  expect(history.files('y')).toEqual([]);
  expect(() => history.content('x', 'a.ts', 'none')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
});
