import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const pipeline = (reading = 'numbers', more = '') => `name: p
params: { k: { type: integer, default: 1 } }
steps:
  - { id: limpa, run: a.ts, inputs: { bruto: "dataset:${reading}" }, outputs: [limpos.csv], params: { k: "\${params.k}" } }
  - { id: publica, uses: dataset, inputs: { dados: limpa.limpos }, with: { name: limpos, tag: validado, message: "k = \${params.k}" } }
${more}`;

const labWith = (text = pipeline()) => openTestLab(createFakeEngine(), { 'pipeline.yaml': text, 'a.ts': '' });
async function run(lab: TestLab, params: Record<string, number> = {}) {
  const { runId } = await lab.pipelines.start({ pipeline: 'p', params });
  return lab.pipelines.finished(runId);
}
const statuses = ({ steps }: Awaited<ReturnType<typeof run>>) => steps.map(({ status }) => status);

test('a step publishes a version; the same again is known, and is published again where it is current no more', async () => {
  await using lab = labWith();
  const first = await run(lab);
  expect(statuses(first)).toEqual(['succeeded', 'succeeded']);
  expect(lab.datasets.resolve('limpos@validado')).toMatchObject({
    version: 1,
    origin: 'step',
    runId: first.runId,
    stepId: 'publica',
    message: 'k = 1',
    fileName: 'limpos.csv',
  });
  expect(statuses(await run(lab))).toEqual(['cached', 'cached']);
  expect(statuses(await run(lab, { k: 2 }))).toEqual(['succeeded', 'succeeded']);
  expect(lab.datasets.resolve('limpos')).toMatchObject({ version: 2 });
  // The step's results are known, but `dataset:limpos` means something else by now.
  expect(statuses(await run(lab))).toEqual(['cached', 'succeeded']);
  expect(lab.datasets.resolve('limpos')).toMatchObject({ version: 3, newBytes: 0 });
  await lab.datasets.sets.setTag('limpos', 2, 'validado');
  expect(statuses(await run(lab))).toEqual(['cached', 'succeeded']);
  expect(lab.datasets.resolve('limpos@validado')).toMatchObject({ version: 3 });
});

test('cancelled while it publishes, the step is cancelled and publishes nothing', async () => {
  await using lab = labWith();
  const { publish } = lab.datasets;
  let runId = '';
  lab.datasets.publish = async (about) => {
    await lab.pipelines.cancel(runId);
    return publish(about);
  };
  ({ runId } = await lab.pipelines.start({ pipeline: 'p', params: {} }));
  const ended = await lab.pipelines.finished(runId);
  expect([ended.status, ...statuses(ended)]).toEqual(['cancelled', 'succeeded', 'cancelled']);
  expect(() => lab.datasets.resolve('limpos')).toThrow();
});

test('what was published is read by name, version and tag; the run keeps which bytes it read', async () => {
  await using lab = labWith();
  await run(lab);
  await run(lab, { k: 2 });
  lab.write({ 'pipeline.yaml': pipeline('limpos@v1') });
  const { runId } = await run(lab);
  const digest = lab.datasets.resolve('limpos@v1').digest;
  expect(lab.pipelines.recipe(runId).datasets).toEqual([{ id: 'limpos@v1', digest, fileName: 'limpos.csv' }]);
  const reads = lab.core.storage.db.prepare('SELECT step_id, input, reference, digest FROM run_data WHERE run_id = ?').all(runId);
  expect(reads).toEqual([{ step_id: 'limpa', input: 'bruto', reference: 'limpos@v1', digest }]);
});

test('the same data under another reference is known to the cache; other data is not', async () => {
  await using lab = labWith();
  await run(lab);
  lab.write({ 'pipeline.yaml': pipeline('limpos@v1').replaceAll('name: limpos', 'name: outros') });
  expect(statuses(await run(lab))).toEqual(['succeeded', 'succeeded']);
  lab.write({ 'pipeline.yaml': pipeline('limpos@validado').replaceAll('name: limpos', 'name: outros') });
  expect(statuses(await run(lab))).toEqual(['cached', 'cached']);
  await run(lab, {});
  lab.write({ 'pipeline.yaml': pipeline('outros').replaceAll('name: limpos', 'name: outros') });
  expect(statuses(await run(lab))).toEqual(['succeeded', 'succeeded']);
});

test('a run is done again with the bytes that it read, whatever the tag means by now', async () => {
  await using lab = labWith();
  await run(lab);
  lab.write({ 'pipeline.yaml': pipeline('limpos@validado').replaceAll('name: limpos', 'name: outros') });
  const { runId } = await run(lab);
  const before = lab.datasets.resolve('limpos@validado').digest;
  lab.write({ 'pipeline.yaml': pipeline() });
  await run(lab, { k: 2 });
  expect(lab.datasets.resolve('limpos@validado').digest).not.toBe(before);
  const again = await lab.pipelines.reproduce(runId);
  await lab.pipelines.finished(again.runId);
  expect(lab.pipelines.recipe(again.runId).datasets).toEqual([{ id: 'limpos@validado', digest: before, fileName: 'limpos.csv' }]);
  // Nothing leaves a run that is only done again.
  expect(statuses(lab.pipelines.get(again.runId))).toEqual(['succeeded', 'skipped']);
});

test('a name that no set can have is refused by the step that publishes', async () => {
  await using lab = labWith(pipeline().replaceAll('name: limpos', 'name: "a b"'));
  const failed = await run(lab);
  expect(failed.steps[1]).toMatchObject({ status: 'failed', error: { code: 'DATA_NAME_INVALID', data: { name: 'a b' } } });
});

test('the version of a run holds what its step left', async () => {
  await using lab = labWith();
  const { runId } = await run(lab);
  const { path } = await lab.datasets.dataset('limpos');
  expect(readFileSync(path, 'utf8')).toBe(readFileSync(lab.pipelines.artifactPath(runId, 'limpa.limpos'), 'utf8'));
});

test('a folder that a step left is published as one version, and read as a folder by another pipeline', async () => {
  const folders = `name: p
steps:
  - { id: recorta, run: a.ts, outputs: [fotos/] }
  - { id: publica, uses: dataset, inputs: { dados: recorta.fotos }, with: { name: fotos } }
  - { id: le, run: b.ts, needs: [publica], inputs: { fotos: "dataset:fotos@v1" } }
`;
  await using lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': folders.split('\n').slice(0, 4).join('\n'), 'a.ts': '', 'b.ts': '' });
  const made = await run(lab);
  expect(statuses(made)).toEqual(['succeeded', 'succeeded']);
  const version = lab.datasets.resolve('fotos');
  // Known by what the step's output is known by: what reads the one has read the other.
  expect(version).toMatchObject({ version: 1, format: 'folder', files: 1, digest: made.steps[0]!.outputs[0]!.digest });
  lab.write({ 'pipeline.yaml': folders });
  const { runId, steps } = await run(lab);
  expect(steps.map(({ status }) => status)).toEqual(['cached', 'cached', 'succeeded']);
  expect(await lab.pipelines.views.preview({ runId, step: 'le', side: 'input', name: 'fotos' })).toMatchObject({
    kind: 'folder',
    files: [{ path: 'file.txt' }],
  });
});
