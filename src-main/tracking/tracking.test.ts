import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChanges } from '../common/changes.ts';
import { openArtifacts, openDatabase, type Storage } from '../storage/index.ts';
import { createTracking, pipelineRunTag, type TrackingDomain } from './index.ts';

let folder: string;
let storage: Storage;
let tracking: TrackingDomain;
let now = 1_000_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracking-'));
  storage = openDatabase(join(folder, 'lab.db'));
  tracking = createTracking({ storage, artifacts: openArtifacts(join(folder, 'artifacts')), changes: createChanges(), clock: { now: () => now++ } });
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (name = 'um treino') => tracking.startRun({ experiment: '03-pipelines', name });
const metric = (key: string, value: number, step = 0, timestamp = 0) => ({ key, value, step, timestamp });

describe('runs', () => {
  it('has the Default experiment with id 0 from the start', async () => {
    expect(await tracking.experiments.list()).toMatchObject([{ experimentId: '0', name: 'Default', runs: 0 }]);
  });

  it('gives a run 32 hex digits, its name as a tag, and makes the experiment once', async () => {
    const [first, second] = await Promise.all([start(), start('outro')]);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(tracking.run(first!)).toMatchObject({ status: 'RUNNING', endTime: null, name: 'um treino', tags: { 'mlflow.runName': 'um treino' } });
    expect(tracking.run(second!).experimentId).toBe(tracking.run(first!).experimentId);
    expect((await tracking.experiments.list()).find((found) => found.name === '03-pipelines')?.runs).toBe(2);
  });

  it('nests runs by tag and names the pipeline run', async () => {
    const parent = await tracking.startRun({ experiment: 'e', name: 'pai', tags: { [pipelineRunTag]: 'run-7' } });
    const child = await tracking.startRun({ experiment: 'e', name: 'filho', parentRunId: parent });
    const detail = tracking.runs.detail(parent);
    expect(detail.pipelineRunId).toBe('run-7');
    expect(detail.children.map((run) => [run.runId, run.parentRunId])).toEqual([[child, parent]]);
  });

  it('ends with a status and a time', async () => {
    const run = await start();
    await tracking.endRun(run, 'FAILED');
    expect(tracking.run(run)).toMatchObject({ status: 'FAILED', endTime: expect.any(Number) });
  });

  it('refuses a run that does not exist, for reading and for writing', async () => {
    expect(() => tracking.run('f'.repeat(32))).toThrow(/RUN_NOT_FOUND/);
    await expect(tracking.history.points('f'.repeat(32), 'x')).rejects.toThrow(/RUN_NOT_FOUND/);
    await expect(tracking.logBatch('f'.repeat(32), { tags: { a: 'b' } })).rejects.toThrow(/RUN_NOT_FOUND/);
    await expect(tracking.endRun('f'.repeat(32), 'FINISHED')).rejects.toThrow(/RUN_NOT_FOUND/);
  });

  it('pages without gaps or repeats, newest first', async () => {
    const made: string[] = [];
    for (let i = 0; i < 23; i++) made.unshift(await start(`r${i}`));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        const seen: string[] = [];
        for (let offset = 0; ; offset += limit) {
          const page = tracking.runs.list({ limit, offset });
          seen.push(...page.map((run) => run.runId));
          if (page.length < limit) break;
        }
        expect(seen).toEqual(made);
      }),
      { numRuns: 15 },
    );
  });
});

describe('params, tags and metrics', () => {
  it('keeps the first value of a param and the last of a tag', async () => {
    const run = await start();
    await tracking.logBatch(run, { params: { arvores: '60' }, tags: { fase: 'a' } });
    await tracking.logBatch(run, { params: { arvores: '99' }, tags: { fase: 'b' } });
    expect(tracking.run(run)).toMatchObject({ params: { arvores: '60' }, tags: { fase: 'b' } });
  });

  it('keeps NaN and infinities', async () => {
    const run = await start();
    const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5];
    await tracking.logBatch(run, { metrics: values.map((value, step) => metric('perda', value, step)) });
    expect((await tracking.history.points(run, 'perda')).map((point) => point.value)).toEqual(['NaN', 'Infinity', '-Infinity', 0.5]);
    await tracking.logBatch(run, { metrics: [metric('só', Number.NaN)] });
    expect(tracking.run(run).metrics).toEqual({ perda: 0.5, só: 'NaN' });
  });

  it('drops exact duplicates, also of NaN and across batches', async () => {
    const run = await start();
    const batch = { metrics: [metric('a', 1, 1, 5), metric('a', 1, 1, 5), metric('a', Number.NaN, 1, 5), metric('a', 2, 1, 5)] };
    await tracking.logBatch(run, batch);
    await tracking.logBatch(run, batch);
    expect(await tracking.history.points(run, 'a')).toHaveLength(3);
  });

  it('gives as latest the greatest by (step, timestamp, value), in whatever order and batches points arrive', async () => {
    const point = fc.record({
      step: fc.integer({ min: 0, max: 3 }),
      timestamp: fc.integer({ min: 0, max: 3 }),
      value: fc.integer({ min: -3, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(point, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (batches) => {
        const run = await start();
        for (const batch of batches) await tracking.logBatch(run, { metrics: batch.map((found) => ({ key: 'k', ...found })) });
        const [best] = batches.flat().sort((a, b) => b.step - a.step || b.timestamp - a.timestamp || b.value - a.value);
        expect(tracking.run(run).metrics.k).toBe(best!.value);
      }),
      { numRuns: 40 },
    );
  });

  it('lists runs without reading a history', async () => {
    const run = await start();
    const many = Array.from({ length: 50_000 }, (_, step) => metric('perda', step, step));
    await tracking.logBatch(run, { metrics: many });
    const begun = performance.now();
    for (let i = 0; i < 20; i++) tracking.runs.list({ limit: 100, offset: 0 });
    expect((performance.now() - begun) / 20).toBeLessThan(10);
    expect((await tracking.history.points(run, 'perda')).length).toBeLessThanOrEqual(10_000);
  });

  it.each(['', '../fora', '/raiz', 'a//b', 'a/', '.', 'tab\tulação', 'x'.repeat(251), 'a/../b'])('refuses the key %j', async (key) => {
    const run = await start();
    await expect(tracking.logBatch(run, { params: { [key]: '1' } })).rejects.toThrow(/TRACKING_(KEY_INVALID|TOO_LONG)/);
    await expect(tracking.logBatch(run, { metrics: [metric(key, 1)] })).rejects.toThrow(/TRACKING_(KEY_INVALID|TOO_LONG)/);
  });

  it('accepts accents, spaces and folders in keys, and cuts values that are too long', async () => {
    const run = await start();
    await tracking.logBatch(run, { params: { 'treino/taxa de acerto média': 'x'.repeat(7000) } });
    expect(tracking.run(run).params['treino/taxa de acerto média']).toHaveLength(6000);
  });

  it('keeps a note in the tag where MLflow keeps it', async () => {
    const run = await start();
    await tracking.log.setTag(run, 'mlflow.note.content', '## Por que falhou');
    expect(tracking.run(run).tags['mlflow.note.content']).toBe('## Por que falhou');
  });
});

describe('artifacts', () => {
  async function attached(): Promise<string> {
    const run = await start();
    const artifacts = openArtifacts(join(folder, 'artifacts'));
    const model = join(folder, 'modelo');
    mkdirSync(join(model, 'sub'), { recursive: true });
    writeFileSync(join(model, 'MLmodel'), 'run: ação\n');
    writeFileSync(join(model, 'sub', 'pesos.bin'), Buffer.from([0, 255, 1]));
    writeFileSync(join(folder, 'grande.txt'), 'é'.repeat(600_000));
    await tracking.attachArtifact(run, 'treino/modelo', await artifacts.take(model));
    await tracking.attachArtifact(run, 'treino/grande.txt', await artifacts.take(join(folder, 'grande.txt')));
    return run;
  }

  it('shows attachments as one tree', async () => {
    const run = await attached();
    expect(tracking.artifactView.list({ runId: run, path: '' })).toEqual([{ path: 'treino', isDir: true, bytes: null }]);
    expect(tracking.artifactView.list({ runId: run, path: 'treino' })).toEqual([
      { path: 'treino/modelo', isDir: true, bytes: null },
      { path: 'treino/grande.txt', isDir: false, bytes: 1_200_000 },
    ]);
    expect(tracking.artifactView.list({ runId: run, path: 'treino/modelo' }).map((entry) => entry.path)).toEqual([
      'treino/modelo/sub',
      'treino/modelo/MLmodel',
    ]);
    expect(tracking.artifactView.list({ runId: run, path: 'treino/modelo/MLmodel' })).toEqual([]);
    expect(() => tracking.artifactView.list({ runId: run, path: 'nada' })).toThrow(/ARTIFACT_NOT_FOUND/);
  });

  it('reads text as text, anything else as base64, and says what it cut', async () => {
    const run = await attached();
    expect(tracking.artifactView.read({ runId: run, path: 'treino/modelo/MLmodel' })).toMatchObject({
      encoding: 'utf8',
      content: 'run: ação\n',
      truncated: false,
    });
    expect(tracking.artifactView.read({ runId: run, path: 'treino/modelo/sub/pesos.bin' })).toMatchObject({
      encoding: 'base64',
      content: 'AP8B',
      bytes: 3,
    });
    const large = tracking.artifactView.read({ runId: run, path: 'treino/grande.txt' });
    expect(large).toMatchObject({ encoding: 'utf8', truncated: true, bytes: 1_200_000 });
    expect(large.content).toHaveLength(500_000);
  });

  it.each([
    '../lab.db',
    'treino/modelo/../../../lab.db',
    '/etc/passwd',
    'treino//modelo',
    'treino\\modelo',
    'treino/modelo/.',
    'treino/modelo',
    '\0',
  ])('reads nothing at %j', async (path) => {
    const run = await attached();
    expect(() => tracking.artifactView.read({ runId: run, path: path })).toThrow(/ARTIFACT_NOT_FOUND/);
  });

  it('does not follow a link that someone put into the store', async () => {
    const run = await attached();
    const [{ digest }] = storage.db
      .prepare<[], { digest: string }>("SELECT digest FROM artifact_tree WHERE kind = 'folder' AND digest IS NOT NULL")
      .all() as [{ digest: string }];
    symlinkSync(join(folder, 'lab.db'), join(openArtifacts(join(folder, 'artifacts')).path(digest), 'atalho'));
    expect(() => tracking.artifactView.read({ runId: run, path: 'treino/modelo/atalho' })).toThrow(/ARTIFACT_NOT_FOUND/);
  });
});
