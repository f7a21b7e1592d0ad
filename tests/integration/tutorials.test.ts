/** The tutorials of docs/tutorials do what they say: their files are written into a copy of the application, and it is tried. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { root } from '../support/cli.ts';

/** The files of a page: fences whose first line names a path. */
function filesOf(tutorial: string): Map<string, string> {
  const page = readFileSync(join(root, 'docs', 'tutorials', tutorial), 'utf8');
  return new Map([...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, path, text]) => [path!, text!]));
}

/** Links to everything of the application; content folders can be added to. */
function applicationWith(files: ReadonlyMap<string, string>): string {
  const copy = mkdtempSync(join(tmpdir(), 'bancada-tutorial-'));
  copyFileSync(join(root, 'package.json'), join(copy, 'package.json'));
  for (const name of ['src-main', 'src-runtime', 'dist', 'resources', 'node_modules']) symlinkSync(join(root, name), join(copy, name));
  for (const content of ['architectures', 'challenges']) {
    mkdirSync(join(copy, content));
    for (const name of readdirSync(join(root, content))) symlinkSync(join(root, content, name), join(copy, content, name));
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  return copy;
}

describe('a twelfth architecture', () => {
  const files = filesOf('architecture.md');
  let application: string;
  let lab: Lab;
  beforeAll(async () => {
    application = applicationWith(files);
    lab = await openLab({ home: join(application, 'home'), applicationRoot: application });
  });
  afterAll(async () => {
    await lab.close();
    rmSync(application, { recursive: true, force: true, maxRetries: 3 });
  });
  const check = async (solution: 'workspace' | 'starter' | 'reference') => {
    const { sessionId } = await lab.checks.start({ challengeId: '12-lote', solution, engine: 'process', language: 'pt', seed: 7, only: [] });
    return lab.checks.finished(sessionId);
  };

  it('is two folders, and is found', () => {
    expect(new Set([...files.keys()].map((path) => path.split('/').slice(0, 2).join('/')))).toEqual(
      new Set(['architectures/12-lote', 'challenges/12-lote']),
    );
    expect(lab.study.overview().modules.map(({ moduleId }) => moduleId)).toContain('12-lote');
    expect(lab.study.queue('en', 1, '12-lote')).toMatchObject([{ id: '12-definicao', state: 'new' }]);
  });

  it('has a starter that is told what is wrong, a reference that passes, and a sabotage that is caught', async () => {
    const starter = await check('starter');
    expect(starter).toMatchObject({ status: 'failed', checks: [{ id: 'media', message: expect.stringContaining('Uma lacuna não é zero') }] });
    expect((await check('reference')).status).toBe('passed');
    const reference = files.get('challenges/12-lote/exemplo/media.ts')!;
    const [, find, replace] = /find: "(.*)"\n {2}replace: "(.*)"/.exec(files.get('challenges/12-lote/sabotagens.yaml')!)!;
    expect(reference).toContain(find);
    lab.workspaces.write(
      '12-lote',
      'media.ts',
      reference.replace(find!, () => replace!),
    );
    expect((await check('workspace')).status).toBe('failed');
    lab.workspaces.write('12-lote', 'media.ts', reference);
    expect((await check('workspace')).status).toBe('passed');
  });
});
