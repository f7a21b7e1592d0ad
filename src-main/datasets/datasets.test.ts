import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import type { DataJob } from '../contract/datasets.ts';
import type { LabChange } from '../contract/system.ts';
import type { DatasetsDomain } from './index.ts';
import { openTestDatasets } from './test-datasets.ts';

const now = 1_000_000_000_000;
let test: ReturnType<typeof openTestCore>;
let datasets: DatasetsDomain;
beforeEach(() => {
  test = openTestCore({ now: () => now });
  datasets = openTestDatasets(test.core);
});
afterEach(async () => {
  await datasets.close();
  await test.dispose();
});

const file = (name: string, bytes: string | Uint8Array) => {
  const path = join(test.core.home.root, name);
  writeFileSync(path, bytes);
  return path;
};
async function ended({ jobId }: { jobId: string }): Promise<DataJob> {
  let last: DataJob | undefined;
  for await (const job of datasets.jobs.watch(jobId)) last = job;
  return last!;
}
const bring = (name: string, bytes: string | Uint8Array, more: { tag?: string; message?: string } = {}) =>
  ended(datasets.import({ name, from: { path: file(`${name}.csv`, bytes) }, message: '', ...more }));
const packs = () => join(test.core.home.artifacts, 'data', 'packs');
const packFiles = () => (existsSync(packs()) ? readdirSync(packs()) : []);
const rows = (count: number, salt = '') => Array.from({ length: count }, (_, i) => `${i},${salt}${(i * 7919) % 10007}`).join('\n');

describe('data sets', () => {
  it('keep what is imported in versions, the very same bytes only once', async () => {
    const first = await bring('voos', 'a,b\n1,2\n', { message: 'primeira' });
    expect(first).toMatchObject({
      status: 'done',
      isNew: true,
      version: { name: 'voos', version: 1, bytes: 8, newBytes: 8, format: 'csv', isCurrent: true, message: 'primeira' },
    });
    expect(await bring('voos', 'a,b\n1,2\n')).toMatchObject({ isNew: false, version: { version: 1 } });
    expect(await bring('voos', 'a,b\n1,3\n')).toMatchObject({ isNew: true, version: { version: 2, isCurrent: true } });
    // The bytes of the first again are a version again, for which nothing is stored.
    expect(await bring('voos', 'a,b\n1,2\n')).toMatchObject({ isNew: true, version: { version: 3, newBytes: 0 } });
    const [set] = await datasets.list();
    expect(set).toMatchObject({ name: 'voos', versions: 3, logicalBytes: 24, storedBytes: 16, current: { version: 3 } });
  });

  it('store only what is new when a large file changes a little', async () => {
    const text = rows(400_000);
    const bytes = Buffer.byteLength(text);
    await bring('grande', text);
    const cut = text.indexOf('200000,');
    const second = await bring('grande', `${text.slice(0, cut)}novo,1\n${text.slice(cut)}`);
    expect(second.version!.newBytes).toBeLessThan(bytes / 5);
    const [set] = await datasets.list();
    expect(set!.storedBytes).toBeLessThan(bytes * 1.2);
    expect(packFiles().reduce((sum, name) => sum + statSync(join(packs(), name)).size, 0)).toBe(set!.storedBytes);
  });

  it('give back the very bytes', async () => {
    const bytes = randomBytes(3_000_001);
    await bring('bruto', bytes);
    await bring('bruto', 'outro');
    const target = join(test.core.home.root, 'volta.bin');
    expect(await ended(datasets.export('bruto', 1, target))).toMatchObject({ status: 'done', path: target });
    expect(readFileSync(target).equals(bytes)).toBe(true);
    expect(() => datasets.export('bruto', 1, target)).toThrowError(expect.objectContaining({ code: 'FILE_EXISTS' }));
    const pieces: Buffer[] = [];
    for await (const piece of datasets.download('bruto', 1)) if (piece.kind === 'data') pieces.push(Buffer.from(piece.base64, 'base64'));
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  });

  it('are read by name, version and tag; tags move and leave a trace', async () => {
    await bring('voos', 'a\n1\n', { tag: 'validado' });
    await bring('voos', 'a\n2\n');
    const read = async (reference: string) => readFileSync((await datasets.dataset(reference)).path, 'utf8');
    expect(await Promise.all(['voos', 'voos@v1', 'voos@validado'].map(read))).toEqual(['a\n2\n', 'a\n1\n', 'a\n1\n']);
    await datasets.sets.setTag('voos', 2, 'validado');
    expect(await read('voos@validado')).toBe('a\n2\n');
    await datasets.sets.makeCurrent('voos', 1);
    expect(await read('voos')).toBe('a\n1\n');
    await datasets.sets.deleteTag('voos', 'validado');
    await expect(datasets.dataset('voos@validado')).rejects.toMatchObject({ code: 'DATA_VERSION_NOT_FOUND', data: { known: 'v2, v1' } });
    const { history } = await datasets.get('voos');
    expect(history.map(({ kind, subject, before, after }) => [kind, subject, before, after]).slice(0, 3)).toEqual([
      ['tag', 'validado', 'v2', null],
      ['current', null, 'v2', 'v1'],
      ['tag', 'validado', 'v1', 'v2'],
    ]);
  });

  it('refuse names, tags and references that nobody could write', async () => {
    const path = file('x.csv', 'a');
    const asked = (about: object) => () => datasets.import({ name: 'x', from: { path }, message: '', ...about });
    expect(asked({ name: '../x' })).toThrowError(expect.objectContaining({ code: 'DATA_NAME_INVALID' }));
    expect(asked({ tag: 'v3' })).toThrowError(expect.objectContaining({ code: 'DATA_TAG_INVALID' }));
    expect(asked({ from: { path: '/nada/x.csv' } })).toThrowError(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
    await expect(datasets.dataset('x@a@b')).rejects.toMatchObject({ code: 'DATA_REFERENCE_INVALID' });
    await expect(datasets.dataset('nada')).rejects.toMatchObject({ code: 'DATASET_NOT_FOUND' });
  });

  it('go to the trash and come back', async () => {
    await bring('voos', 'a\n1\n');
    await bring('voos', 'a\n2\n');
    await datasets.sets.deleteVersions('voos', [2]);
    expect(await datasets.get('voos')).toMatchObject({ versions: 1, trashed: 1, current: { version: 1 } });
    await expect(datasets.dataset('voos@v2')).rejects.toMatchObject({ code: 'DATA_VERSION_NOT_FOUND' });
    await datasets.sets.deleteVersions('voos');
    expect(await datasets.get('voos')).toMatchObject({ versions: 0, trashed: 2, current: null });
    await datasets.sets.undelete('voos', 2);
    expect(await datasets.get('voos')).toMatchObject({ versions: 1, current: { version: 2 } });
    expect(datasets.latest('voos')).toMatchObject({ version: 2 });
  });

  it('say that there is a new version, once it is durable', async () => {
    const said: LabChange[] = [];
    test.core.changes.listen((change) => said.push(change));
    await bring('voos', 'a\n1\n');
    await bring('voos', 'a\n1\n');
    expect(said.filter(({ topic }) => topic === 'data-versions')).toEqual([{ topic: 'data-versions', id: 'voos@v1' }]);
  });

  it('arrive in pieces too, and a piece that is sent twice counts once', async () => {
    const bytes = randomBytes(100_000);
    const send = (at: number, to: number, uploadId?: string) =>
      datasets.upload({ at, base64: bytes.subarray(at, to).toString('base64'), ...(uploadId && { uploadId }) });
    const { uploadId } = await send(0, 40_000);
    await expect(send(60_000, 100_000, uploadId)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    await send(40_000, 70_000, uploadId);
    await send(40_000, 70_000, uploadId);
    expect(await send(70_000, 100_000, uploadId)).toEqual({ uploadId, bytes: 100_000 });
    const { version } = await ended(datasets.import({ name: 'enviado', from: { uploadId }, fileName: 'e.parquet', message: '' }));
    expect(version).toMatchObject({ bytes: 100_000, fileName: 'e.parquet', format: 'parquet' });
    await expect(send(0, 10, uploadId)).rejects.toMatchObject({ code: 'UPLOAD_NOT_FOUND' });
  });

  it('leave nothing of an import that is cancelled', async () => {
    const job = datasets.import({ name: 'longo', from: { path: file('longo.csv', randomBytes(60 << 20)) }, message: '' });
    for await (const { done } of datasets.jobs.watch(job.jobId)) if (done > 0) break;
    await datasets.jobs.cancel(job.jobId);
    expect(datasets.jobs.get(job.jobId).status).toBe('cancelled');
    await datasets.recover();
    const count = (table: string) => test.core.storage.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['data_sets', 'data_contents', 'data_recipes', 'data_chunks', 'data_packs'].map(count)).toEqual([0, 0, 0, 0, 0]);
    expect(packFiles()).toEqual([]);
  });
});
