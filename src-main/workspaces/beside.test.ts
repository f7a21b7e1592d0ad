/** What stands beside a workspace: its Git repository, and the editor that opens it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editorCall, openInEditor } from './editor.ts';
import { commitAll, commitIfAny, repositoryState } from './repository.ts';

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-beside-'));
  folder = join(root, 'ws');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.ts'), 'a');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the repository of a workspace', () => {
  it('is made at the first commit, and takes what changed', async () => {
    expect(await repositoryState(folder)).toEqual({ git: true, kind: 'none', changed: 0, commits: [] });
    expect(await commitAll(folder, 'Primeira')).toMatchObject({ kind: 'own', changed: 0, commits: [{ title: 'Primeira' }] });
    await expect(commitAll(folder, 'de novo')).rejects.toMatchObject({ code: 'CI_NOTHING_TO_COMMIT' });
    await commitIfAny(folder, 'de novo');
    writeFileSync(join(folder, 'b.ts'), 'b');
    expect(await repositoryState(folder)).toMatchObject({ changed: 1 });
    expect((await commitAll(folder, 'Segunda "com aspas"')).commits.map(({ title }) => title)).toEqual(['Segunda "com aspas"', 'Primeira']);
  });

  it("is left alone where it is the person's own", async () => {
    execFileSync('git', ['init', '--quiet', folder]);
    await expect(commitAll(folder, 'x')).rejects.toMatchObject({ code: 'REPOSITORY_FOREIGN' });
    await commitIfAny(folder, 'x');
    expect(await repositoryState(folder)).toMatchObject({ kind: 'foreign', changed: 1, commits: [] });
  });
});

describe('VS Code', () => {
  it('is called with the folder and the place in it', async () => {
    const program = join(root, 'code');
    const told = join(root, 'told');
    writeFileSync(program, `#!/bin/sh\nprintf '%s|' "$@" > "${told}.new" && mv "${told}.new" "${told}"\n`);
    chmodSync(program, 0o755);
    expect(editorCall(folder, join(folder, 'a.ts'), 3, root)).toEqual({ program, args: [folder, '--goto', `${join(folder, 'a.ts')}:3`] });
    expect(editorCall(folder, null, null, root).args).toEqual([folder]);
    const { PATH } = process.env;
    process.env.PATH = `${root}:${PATH}`;
    await openInEditor(folder, null, null).finally(() => {
      process.env.PATH = PATH;
    });
    await expect.poll(() => existsSync(told), { timeout: 20_000 }).toBe(true);
  });

  it('is missed with a word on what to do', () => {
    expect(() => editorCall(folder, null, null, root)).toThrow(expect.objectContaining({ code: 'EDITOR_NOT_FOUND', data: { folder } }));
  });
});
