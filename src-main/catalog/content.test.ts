import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openContent } from './content.ts';

let folder: string;
const schema = z.object({ title: z.string() });
const open = () => openContent(join(folder, 'content'), join(folder, 'cache'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bancada-content-'));
  mkdirSync(join(folder, 'content'));
  writeFileSync(join(folder, 'content', 'a.yaml'), 'title: Primeiro\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what a file said is kept for the next start, and forgotten with its text', () => {
  expect(open().yaml('a.yaml', schema).title).toBe('Primeiro');
  const [kept] = readdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'cache', kept!), '{"title":"Guardado"}');
  expect(open().yaml('a.yaml', schema).title).toBe('Guardado');
  writeFileSync(join(folder, 'content', 'a.yaml'), 'title: Segundo\n');
  expect(open().yaml('a.yaml', schema).title).toBe('Segundo');
});

test('what was kept and is damaged, or cannot be kept, is read again', () => {
  open().yaml('a.yaml', schema);
  const [kept] = readdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'cache', kept!), '{"title":');
  expect(open().yaml('a.yaml', schema).title).toBe('Primeiro');
  rmSync(join(folder, 'cache'), { recursive: true });
  writeFileSync(join(folder, 'cache'), 'a file where the folder should be');
  expect(open().yaml('a.yaml', schema).title).toBe('Primeiro');
});
