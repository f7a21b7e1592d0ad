import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import type { DataJob } from '../../contract/datasets.ts';
import type { DatasetsDomain } from '../index.ts';
import { openTestDatasets } from '../test-datasets.ts';

const hour = 3_600_000;
let now = 0;
let test: ReturnType<typeof openTestCore>;
let datasets: DatasetsDomain;
beforeEach(() => {
  now = 1_000_000_000_000;
  test = openTestCore({ now: () => now });
  datasets = openTestDatasets(test.core);
});
afterEach(async () => {
  await datasets.close();
  await test.dispose();
});

const root = () => join(test.core.home.root, 'fotos');
const write = (files: Record<string, string | Uint8Array>) => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root(), path)), { recursive: true });
    writeFileSync(join(root(), path), content);
  }
};
async function ended({ jobId }: { jobId: string }): Promise<DataJob> {
  for await (const _ of datasets.jobs.watch(jobId));
  return datasets.jobs.get(jobId);
}
const bring = () => ended(datasets.import({ name: 'fotos', from: { path: root() }, message: '' }));
const filesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name).slice(folder.length + 1), readFileSync(join(entry.parentPath, entry.name), 'latin1')]),
  );
const photo = randomBytes(700_000);
const first = { 'gatos/1.png': photo, 'gatos/2.png': 'miau', 'rotulos.csv': 'arquivo,classe\n1.png,gato\n', vazio: '' };

describe('a folder', () => {
  it('is one version with a list of its files, known by the digest that a step’s folder has', async () => {
    write(first);
    expect(await bring()).toMatchObject({ status: 'done', version: { format: 'folder', fileName: 'fotos', files: 4, bytes: 700_030, version: 1 } });
    const copy = join(test.core.home.root, 'copia');
    cpSync(root(), copy, { recursive: true });
    const { digest } = await test.core.artifacts.take(copy);
    expect(datasets.resolve('fotos').digest).toBe(digest);
    expect(await bring()).toMatchObject({ isNew: false });
    expect(await datasets.files('fotos', 1, { search: 'GATOS', offset: 1, limit: 5 })).toEqual({
      total: 2,
      items: [{ path: 'gatos/2.png', bytes: 4 }],
    });
  });

  it('costs only what is new in it', async () => {
    write({
      'gatos/1.png': randomBytes(3_000_000),
      ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`textos/${i}.txt`, `${i}`.repeat(400)])),
    });
    const one = (await bring()).version!;
    write({ 'textos/150.txt': 'outro' });
    renameSync(join(root(), 'gatos'), join(root(), 'felinos'));
    // A file that only moved costs its line of the list; small ones that changed, the chunks that they share.
    const two = (await bring()).version!;
    expect(one.bytes).toBeGreaterThan(1_000_000);
    expect(two.newBytes).toBeLessThan(700_000);
  });

  it('is read as a folder, given back whole, and made again after its copy was collected', async () => {
    write(first);
    await bring();
    const written = filesOf(root());
    const read = await datasets.dataset('fotos');
    expect(read.format).toBe('folder');
    expect(filesOf(read.path)).toEqual(written);
    expect(statSync(join(read.path, 'vazio')).mode & 0o777).toBe(0o444);
    const target = join(test.core.home.root, 'volta');
    expect(await ended(datasets.export('fotos', 1, target))).toMatchObject({ status: 'done', path: target });
    expect(filesOf(target)).toEqual(written);
    now += 2 * hour;
    await ended(datasets.gc({ keepLast: 1, keepTagged: true, keepUsedByRuns: true, keepUsedByModels: true, trashDays: 0 }));
    expect(existsSync(read.path)).toBe(false);
    expect(filesOf((await datasets.dataset('fotos@v1')).path)).toEqual(written);
  });

  it('tells file by file what changed', async () => {
    write(first);
    await bring();
    write({ 'novo.txt': 'n', 'rotulos.csv': 'arquivo,classe\n' });
    rmSync(join(root(), 'vazio'));
    renameSync(join(root(), 'gatos/1.png'), join(root(), 'gatos/um.png'));
    await bring();
    const { diff } = await ended(datasets.diff('fotos', 1, 2, []));
    expect(diff!.files).toEqual({
      ...{ before: 4, after: 4, same: 1, added: 1, removed: 1, changed: 1, moved: 1 },
      changes: [
        { kind: 'moved', path: 'gatos/um.png', from: 'gatos/1.png', before: 700_000, after: 700_000 },
        { kind: 'added', path: 'novo.txt', from: null, before: null, after: 1 },
        { kind: 'changed', path: 'rotulos.csv', from: null, before: 26, after: 15 },
        { kind: 'removed', path: 'vazio', from: null, before: 0, after: null },
      ],
    });
  });

  it('shows a file from near, and nothing outside of it', async () => {
    write(first);
    await bring();
    expect(await datasets.filePreview('fotos', 1, 'rotulos.csv')).toMatchObject({ kind: 'table', columns: ['arquivo', 'classe'] });
    expect(await datasets.filePreview('fotos', 1, 'gatos/1.png')).toMatchObject({ kind: 'image', bytes: 700_000 });
    for (const path of ['../x', '/etc/passwd', 'gatos', '', 'nada'])
      await expect(datasets.filePreview('fotos', 1, path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('is refused where something in it is no file, or nothing is in it', async () => {
    mkdirSync(root());
    expect(await bring()).toMatchObject({ status: 'failed', error: { code: 'DATA_FOLDER_EMPTY' } });
    write({ 'a.txt': 'a' });
    symlinkSync('/etc/passwd', join(root(), 'atalho'));
    expect(await bring()).toMatchObject({ status: 'failed', error: { code: 'DATA_FOLDER_ENTRY', data: { path: 'atalho' } } });
    await datasets.recover();
    const count = (table: string) => test.core.storage.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['data_sets', 'data_contents', 'data_chunks', 'data_packs'].map(count)).toEqual([0, 0, 0, 0]);
  });

  it('arrives from a window file by file', async () => {
    const uploads = await Promise.all(
      ['a/1.txt', 'b.txt'].map(async (path) => ({
        path,
        uploadId: (await datasets.upload({ at: 0, base64: Buffer.from(path).toString('base64') })).uploadId,
      })),
    );
    const about = { name: 'enviada', fileName: 'enviada', message: '' };
    const outside = () => datasets.import({ ...about, from: { uploads: [{ ...uploads[0]!, path: '../fora' }] } });
    expect(outside).toThrowError(expect.objectContaining({ code: 'DATA_FOLDER_ENTRY' }));
    expect(await ended(datasets.import({ ...about, from: { uploads } }))).toMatchObject({
      version: { format: 'folder', fileName: 'enviada', files: 2 },
    });
    expect(filesOf((await datasets.dataset('enviada')).path)).toEqual({ 'a/1.txt': 'a/1.txt', 'b.txt': 'b.txt' });
    expect(readdirSync(join(test.core.home.artifacts, 'data', 'incoming'))).toEqual([]);
  });
});
