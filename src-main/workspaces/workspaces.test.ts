import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChanges } from '../common/changes.ts';
import { systemClock } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { openHome } from '../storage/index.ts';
import { createWorkspaces } from './create.ts';
import type { WorkspacesDomain } from './workspaces.ts';

let root = '';
let workspaces: WorkspacesDomain;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-workspaces-'));
  mkdirSync(join(root, 'content', 'x', 'inicio', 'passos'), { recursive: true });
  writeFileSync(join(root, 'content', 'x', 'inicio', 'pipeline.yaml'), 'name: x\n');
  writeFileSync(join(root, 'content', 'x', 'inicio', 'passos', 'a.ts'), 'export {};\n');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  const catalog = {
    challengeIds: () => ['x'],
    challengeFolder(id: string) {
      if (id !== 'x') throw new BancadaError('CHALLENGE_NOT_FOUND', { id, known: 'x' });
      return join(root, 'content', id);
    },
  };
  const core = { home: openHome(join(root, 'home')), changes: createChanges(), clock: systemClock };
  workspaces = createWorkspaces(core, { catalog, sdkTypesFile: join(root, 'types.json') });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a workspace is made from the starter at its first use, and never again', () => {
  expect(workspaces.files('x').map(({ path, changed }) => [path, changed])).toEqual([
    ['passos/a.ts', false],
    ['pipeline.yaml', false],
  ]);
  workspaces.write('x', 'passos/a.ts', 'mine');
  expect(workspaces.read('x', 'passos/a.ts', 'workspace').content).toBe('mine');
  expect(workspaces.read('x', 'passos/a.ts', 'starter').content).toBe('export {};\n');
  expect(workspaces.files('x').find(({ path }) => path === 'passos/a.ts')?.changed).toBe(true);
  expect(() => workspaces.files('y')).toThrow(expect.objectContaining({ code: 'CHALLENGE_NOT_FOUND' }));
});

test('files come and go, and folders with them', () => {
  expect(workspaces.write('x', 'novo/fundo/b.ts', 'b')).toMatchObject({ path: 'novo/fundo/b.ts', bytes: 1, changed: true });
  workspaces.remove('x', 'novo/fundo/b.ts');
  expect(() => workspaces.read('x', 'novo/fundo/b.ts', 'workspace')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  expect(() => workspaces.remove('x', 'novo/fundo/b.ts')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
});

describe('a reset', () => {
  const texts = () => Object.fromEntries(workspaces.files('x').map(({ path }) => [path, workspaces.read('x', path, 'workspace').content]));

  test('of all puts the starter back, and is taken back as a whole', () => {
    workspaces.write('x', 'passos/a.ts', 'mine');
    workspaces.write('x', 'extra.ts', 'extra');
    workspaces.remove('x', 'pipeline.yaml');
    // Written by another program, so that the lab sees it for the first time when it resets.
    writeFileSync(join(workspaces.codeFolder('x', 'workspace'), 'passos', 'fora.ts'), 'outside');
    const mine = texts();
    const { resetId } = workspaces.reset('x');
    expect(texts()).toEqual({ 'passos/a.ts': 'export {};\n', 'pipeline.yaml': 'name: x\n' });
    workspaces.undoReset('x', resetId);
    expect(texts()).toEqual(mine);
  });
  test('of one file leaves the others, and a repository', () => {
    mkdirSync(join(workspaces.codeFolder('x', 'workspace'), '.git'));
    workspaces.write('x', 'passos/a.ts', 'mine');
    workspaces.write('x', 'pipeline.yaml', 'name: mine\n');
    const { resetId } = workspaces.reset('x', 'passos/a.ts');
    expect(texts()).toEqual({ 'passos/a.ts': 'export {};\n', 'pipeline.yaml': 'name: mine\n' });
    workspaces.undoReset('x', resetId);
    expect(texts()).toEqual({ 'passos/a.ts': 'mine', 'pipeline.yaml': 'name: mine\n' });
    workspaces.reset('x');
    expect(existsSync(join(workspaces.codeFolder('x', 'workspace'), '.git'))).toBe(true);
    expect(() => workspaces.undoReset('x', 'none')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  });
});

describe('a rename', () => {
  test('takes the content along, and writes over nothing', () => {
    workspaces.write('x', 'passos/a.ts', 'mine');
    expect(workspaces.rename('x', 'passos/a.ts', 'passos/b.ts')).toMatchObject({ path: 'passos/b.ts', bytes: 4 });
    expect(workspaces.files('x').map(({ path }) => path)).toEqual(['passos/b.ts', 'pipeline.yaml']);
    expect(() => workspaces.rename('x', 'passos/b.ts', 'pipeline.yaml')).toThrow(expect.objectContaining({ code: 'FILE_EXISTS' }));
    expect(() => workspaces.rename('x', 'none.ts', 'other.ts')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
    expect(workspaces.gone('x').map(({ path }) => path)).toEqual(['passos/a.ts']);
  });
});

describe('nothing outside the workspace is reached', () => {
  const hostile = [
    '../secret.txt',
    '/etc/passwd',
    'a/../../b',
    '',
    '.',
    './a',
    'a//b',
    'a\\b',
    'a\0b',
    'C:x',
    '.git/config',
    'node_modules/x.js',
    'nul',
    'aux.ts',
    'a/',
  ];
  test.each(hostile)('%j', (path) => {
    for (const attempt of [
      () => workspaces.read('x', path, 'workspace'),
      () => workspaces.write('x', path, 'x'),
      () => workspaces.remove('x', path),
      () => workspaces.reset('x', path),
      () => workspaces.rename('x', 'pipeline.yaml', path),
      () => workspaces.rename('x', path, 'b.ts'),
      () => workspaces.history('x', path),
      () => workspaces.restore('x', path, '1'),
    ]) {
      expect(attempt).toThrow(expect.objectContaining({ code: 'FILE_OUTSIDE_WORKSPACE' }));
    }
  });

  test('not through a link either', () => {
    const folder = workspaces.codeFolder('x', 'workspace');
    symlinkSync(join(root, 'secret.txt'), join(folder, 'link.txt'));
    symlinkSync(root, join(folder, 'out'));
    for (const path of ['link.txt', 'out/secret.txt', 'out/new.txt']) {
      expect(() => workspaces.read('x', path, 'workspace')).toThrow(expect.objectContaining({ code: 'FILE_OUTSIDE_WORKSPACE' }));
      expect(() => workspaces.write('x', path, 'overwritten')).toThrow(expect.objectContaining({ code: 'FILE_OUTSIDE_WORKSPACE' }));
    }
    expect(readFileSync(join(root, 'secret.txt'), 'utf8')).toBe('secret');
    expect(workspaces.files('x').map(({ path }) => path)).toEqual(['passos/a.ts', 'pipeline.yaml']);
  });

  test('whatever the path', () => {
    const folder = workspaces.codeFolder('x', 'workspace');
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', '~', '...', 'con', '%2e%2e', '\u202e'), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        try {
          workspaces.write('x', parts.join('/'), 'x');
        } catch (error) {
          expect(error).toMatchObject({ code: 'FILE_OUTSIDE_WORKSPACE' });
        }
        expect(readdirSync(root).sort()).toEqual(['content', 'home', 'secret.txt']);
        expect(existsSync(folder)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('a file or a workspace that grows without end is refused', () => {
  expect(() => workspaces.write('x', 'big.ts', 'x'.repeat(1_000_001))).toThrow(expect.objectContaining({ code: 'WORKSPACE_TOO_LARGE' }));
  expect(existsSync(join(workspaces.codeFolder('x', 'workspace'), 'big.ts'))).toBe(false);
});
