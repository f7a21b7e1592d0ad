import { afterEach, expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

let lab: TestLab;
afterEach(() => lab?.[Symbol.asyncDispose]());

const yaml = (n = 1, more = '') => `name: p
params: { n: { type: integer, default: ${n} } }
steps:
  - { id: a, run: a.ts, outputs: [a.json], params: { n: "\${params.n}" }, inputs: { d: "dataset:numbers" } }
  - { id: b, run: b.ts, inputs: { x: a.a }, outputs: [b.json, pasta/] }
${more}`;

async function run(options: { params?: Record<string, number> } = {}) {
  const { runId } = await lab.pipelines.start({ pipeline: 'p', ...options });
  return lab.pipelines.finished(runId);
}

test('each try tells when it waited, began, ended and was collected', async () => {
  lab = openTestLab(createFakeEngine({ b: { codes: [1, 0], ms: 20 } }), {
    'pipeline.yaml': yaml().replace('outputs: [b.json, pasta/]', 'outputs: [b.json], retries: { max: 1, delay: 1ms }'),
    'a.ts': '',
    'b.ts': '',
  });
  const { runId } = await run();
  const { attempts } = lab.pipelines.views.timeline(runId);
  expect(attempts.map(({ step, attempt, status }) => [step, attempt, status])).toEqual([
    ['a', 1, 'succeeded'],
    ['b', 1, 'failed'],
    ['b', 2, 'succeeded'],
  ]);
  for (const { queuedAt, startedAt, launchedAt, exitedAt, endedAt } of attempts) {
    const times = [queuedAt, startedAt, launchedAt, exitedAt, endedAt] as number[];
    expect(times.every((at) => typeof at === 'number')).toBe(true);
    expect(times).toEqual([...times].sort((x, y) => x - y));
  }
});

test('outputs and inputs are shown by their kind, a folder with its files, and nothing outside of it', async () => {
  lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': yaml(), 'a.ts': '', 'b.ts': '' });
  const { runId } = await run();
  const { views } = lab.pipelines;
  const about = { runId, step: 'b' };
  expect(await views.preview({ ...about, side: 'output', name: 'b' })).toMatchObject({ kind: 'text', json: true, more: false });
  expect(await views.preview({ ...about, side: 'input', name: 'x' })).toMatchObject({ kind: 'text', fileName: 'a.json' });
  expect(await views.preview({ runId, step: 'a', side: 'input', name: 'd' })).toMatchObject({
    kind: 'table',
    columns: ['a', 'b'],
    rows: [['1', '2']],
    more: false,
  });
  expect(await views.preview({ ...about, side: 'output', name: 'pasta' })).toMatchObject({
    kind: 'folder',
    files: [{ path: 'file.txt' }],
    model: null,
  });
  expect(await views.preview({ ...about, side: 'output', name: 'pasta', path: 'file.txt' })).toMatchObject({ kind: 'text', json: false });
  for (const path of ['../x', '/etc/passwd', 'a/../../x', '', 'nada.txt']) {
    await expect(views.preview({ ...about, side: 'output', name: 'pasta', path })).rejects.toMatchObject({ code: 'ARTIFACT_NOT_FOUND' });
  }
});

test('two runs are compared by code, parameters, data, surroundings, metrics and steps', async () => {
  lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': yaml(), 'a.ts': 'um', 'b.ts': '' });
  const a = await run();
  lab.write({ 'a.ts': 'dois', 'c.ts': 'novo' });
  const b = await run({ params: { n: 2 } });
  const compared = lab.pipelines.views.compare(a.runId, b.runId);
  expect(compared.code.map(({ path, change }) => [path, change])).toEqual([
    ['a.ts', 'changed'],
    ['c.ts', 'added'],
  ]);
  expect(compared.code[0]!.diff?.map(({ kind, text }) => [kind, text])).toEqual([
    ['removed', 'um'],
    ['added', 'dois'],
  ]);
  expect(compared).toMatchObject({ params: [{ name: 'n', a: '1', b: '2' }], data: [], surroundings: [], codeKnown: true });
  expect(compared.steps).toMatchObject([
    { id: 'a', a: { status: 'succeeded' }, sameOutputs: false },
    { id: 'b', sameOutputs: false },
  ]);
  const same = lab.pipelines.views.compare(b.runId, (await run({ params: { n: 2 } })).runId);
  expect(same).toMatchObject({ code: [], params: [] });
  expect(same.steps.every(({ sameOutputs, b: after }) => sameOutputs && after?.cached)).toBe(true);
});
