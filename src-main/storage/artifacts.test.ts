import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openArtifacts } from './artifacts.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-artifacts-'));
  mkdirSync(join(root, 'out'));
});
afterEach(() => rmSync(root, { recursive: true }));
const store = () => openArtifacts(join(root, 'store'));

it('keeps a file under the sha256 of its bytes and takes the source away', async () => {
  writeFileSync(join(root, 'out', 'a.txt'), 'olá');
  const artifact = await store().take(join(root, 'out', 'a.txt'));
  expect(artifact).toEqual({ digest: createHash('sha256').update('olá').digest('hex'), kind: 'file', bytes: 4 });
  expect(readFileSync(store().path(artifact.digest), 'utf8')).toBe('olá');
  expect(existsSync(join(root, 'out', 'a.txt'))).toBe(false);
});

it('gives a folder the same digest whatever order its files were written in', async () => {
  const make = (folder: string, names: string[]) => {
    mkdirSync(join(root, 'out', folder, 'sub'), { recursive: true });
    for (const name of names) writeFileSync(join(root, 'out', folder, name), name);
    return store().take(join(root, 'out', folder));
  };
  const one = await make('x', ['a', 'b', 'sub/c']);
  const two = await make('y', ['sub/c', 'b', 'a']);
  expect(two).toEqual(one);
  expect(readFileSync(join(store().path(one.digest), 'sub', 'c'), 'utf8')).toBe('sub/c');
});

it('does not let what is kept be written to', async () => {
  writeFileSync(join(root, 'out', 'a'), 'x');
  const { digest } = await store().take(join(root, 'out', 'a'));
  expect(statSync(store().path(digest)).mode & 0o222).toBe(0);
});

it.each([
  ['a symbolic link', (path: string) => symlinkSync('/etc/passwd', path)],
  ['a pipe', (path: string) => void execFileSync('mkfifo', [path])],
])('refuses %s, alone and inside a folder', async (_name, make) => {
  make(join(root, 'out', 'odd'));
  await expect(store().take(join(root, 'out', 'odd'), { step: 'treino' })).rejects.toMatchObject({ code: 'STEP_OUTPUT_INVALID' });
  mkdirSync(join(root, 'out', 'folder'));
  make(join(root, 'out', 'folder', 'odd'));
  await expect(store().take(join(root, 'out', 'folder'), { step: 'treino' })).rejects.toMatchObject({
    code: 'STEP_OUTPUT_INVALID',
    data: { step: 'treino', path: 'odd' },
  });
});

it('answers for an unknown or malformed digest with ARTIFACT_NOT_FOUND', () => {
  for (const digest of ['../../etc/passwd', '', 'f'.repeat(64)])
    expect(() => store().path(digest)).toThrowError(expect.objectContaining({ code: 'ARTIFACT_NOT_FOUND' }));
});
