import { expect, test } from 'vitest';
import { createFakeEngine } from './test-support/fake-engine.ts';
import { openTestLab } from './test-support/lab.ts';

const spec = `name: p
params: { depth: { type: integer, default: 2 } }
steps:
  - { id: a, run: a.ts, outputs: [m/] }
  - { id: registro, uses: register, inputs: { m: a.m }, with: { name: x } }
`;

test('a run is done again from the code as it was, whatever became of the workspace, and registers nothing', async () => {
  const engine = createFakeEngine();
  await using lab = openTestLab(engine, { 'pipeline.yaml': spec, 'a.ts': '// then' });
  const { runId } = await lab.pipelines.start({ pipeline: 'p', params: { depth: 5 } });
  const first = await lab.pipelines.finished(runId);
  lab.write({ 'a.ts': '// now' });
  const again = await lab.pipelines.finished((await lab.pipelines.reproduce(runId)).runId);
  const [before, after] = [lab.pipelines.recipe(runId), lab.pipelines.recipe(again.runId)];
  expect({ ...after, runId }).toEqual(before);
  expect(again.params).toEqual(first.params);
  expect(again.steps.map(({ id, status }) => [id, status])).toEqual([
    ['a', 'succeeded'],
    ['registro', 'skipped'],
  ]);
  expect(engine.started).toEqual(['a', 'a']);
});

test('shows the code as it was, and no file outside it', async () => {
  await using lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': spec, 'a.ts': '// then' });
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  await lab.pipelines.finished(runId);
  lab.write({ 'a.ts': '// now' });
  expect(lab.pipelines.recipe(runId).code.files?.map(({ path }) => path)).toEqual(['a.ts', 'pipeline.yaml']);
  expect(lab.pipelines.code(runId, 'a.ts').content).toBe('// then');
  for (const path of ['../a.ts', '/etc/passwd', '', 'b.ts'])
    expect(() => lab.pipelines.code(runId, path)).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
});
