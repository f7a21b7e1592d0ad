import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArtifactPiece } from '../../contract/tracking.ts';
import { openTestTracking, type TestTracking } from '../test-tracking.ts';

let lab: TestTracking;
let folder: string;
let runId: string;

beforeEach(async () => {
  lab = openTestTracking('file');
  folder = mkdtempSync(join(tmpdir(), 'bancada-view-'));
  mkdirSync(join(folder, 'modelo/dados'), { recursive: true });
  writeFileSync(join(folder, 'modelo/MLmodel'), 'flavors: {}');
  writeFileSync(join(folder, 'modelo/dados/grande.bin'), Buffer.alloc(2_000_000, 7));
  writeFileSync(join(folder, 'modelo/vazio'), '');
  runId = await lab.tracking.startRun({ experiment: 'e', name: 'treino' });
  await lab.tracking.attachArtifact(runId, 'modelo', await lab.core.artifacts.take(join(folder, 'modelo')));
});
afterEach(async () => {
  await lab.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function* bytes(text: string) {
  yield Buffer.from(text);
}

async function collect(pieces: AsyncIterable<ArtifactPiece>) {
  const files: Record<string, Buffer> = {};
  let start: ArtifactPiece | undefined;
  let last = '';
  for await (const piece of pieces) {
    if (piece.kind === 'start') start = piece;
    else if (piece.kind === 'file') {
      last = piece.path;
      files[last] = Buffer.alloc(0);
    } else files[last] = Buffer.concat([files[last]!, Buffer.from(piece.base64, 'base64')]);
  }
  return { start, files };
}

it('takes a folder away file by file, the empty ones too, under its own name', async () => {
  const { start, files } = await collect(lab.tracking.artifactView.download({ runId, path: 'modelo' }));
  expect(start).toEqual({ kind: 'start', files: 3, bytes: 2_000_011 });
  expect(Object.fromEntries(Object.entries(files).map(([path, { length }]) => [path, length]))).toEqual({
    'modelo/MLmodel': 11,
    'modelo/dados/grande.bin': 2_000_000,
    'modelo/vazio': 0,
  });
  expect(files['modelo/dados/grande.bin']?.every((byte) => byte === 7)).toBe(true);
});

it('takes one file away, and everything of a run', async () => {
  const one = await collect(lab.tracking.artifactView.download({ runId, path: 'modelo/MLmodel' }));
  expect(Object.keys(one.files)).toEqual(['MLmodel']);
  expect(String(one.files.MLmodel)).toBe('flavors: {}');
  expect((await collect(lab.tracking.artifactView.download({ runId, path: '' }))).start).toMatchObject({ files: 3 });
});

it('shows what a logged model of the run holds, in its own place', async () => {
  const { tracking } = lab;
  const model = await tracking.loggedModels.create({ experimentId: tracking.run(runId).experimentId, name: 'clf', sourceRunId: runId });
  await tracking.artifacts.tree.put(tracking.loggedModels.path(model.modelId, 'MLmodel'), bytes('flavors: {}'));
  const place = { runId, modelId: model.modelId };
  expect(tracking.artifactView.list({ ...place, path: '' })).toEqual([{ path: 'MLmodel', isDir: false, bytes: 11 }]);
  expect(tracking.artifactView.read({ ...place, path: 'MLmodel' }).content).toBe('flavors: {}');
});

it('finds nothing outside the run, and says so in one way only', async () => {
  for (const place of [
    { runId, path: '../x' },
    { runId, path: 'modelo/nada' },
    { runId, path: '/etc/passwd' },
    { runId, modelId: 'm-none', path: '' },
  ]) {
    await expect(collect(lab.tracking.artifactView.download(place))).rejects.toMatchObject({ code: 'ARTIFACT_NOT_FOUND' });
    expect(() => lab.tracking.artifactView.list(place)).toThrow(expect.objectContaining({ code: 'ARTIFACT_NOT_FOUND' }));
  }
  expect(() => lab.tracking.artifactView.list({ runId: 'nobody', path: '' })).toThrow(expect.objectContaining({ code: 'RUN_NOT_FOUND' }));
});
