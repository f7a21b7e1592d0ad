import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFakeEngine, type Script } from '../test-support/fake-engine.ts';
import { openTestLab } from '../test-support/lab.ts';

const spec = (more = '') => `name: p
params: { n: { type: integer, default: 1 }, seed: { type: integer, default: 7 }, tudo: { type: boolean, default: true } }
steps:
  - { id: a, run: passos/a.ts, inputs: { d: "dataset:numbers" }, outputs: [x.json], params: { n: "\${params.n}" } }
  - { id: b, run: b.ts, inputs: { x: a.x }, outputs: [m/]${more} }
  - { id: s, run: b.ts, when: "params.tudo == true" }
  - { id: r, uses: register, needs: [s], inputs: { m: b.m }, with: { name: x } }
`;
const files = {
  'pipeline.yaml': spec(),
  'passos/a.ts': "import './util.ts';\n",
  'passos/util.ts': 'export const k = 1;\nexport const z = 0;\n',
  'b.ts': '',
};

async function open(scripts: Record<string, Script> = {}) {
  const lab = openTestLab(createFakeEngine(scripts), files);
  const run = async (options: { params?: Record<string, number | boolean>; cache?: boolean } = {}) => {
    const { runId } = await lab.pipelines.start({ pipeline: 'p', ...options });
    await lab.pipelines.finished(runId);
    return { runId, why: (id: string) => lab.pipelines.explain(runId, id) };
  };
  return { lab, run };
}

test('the first of its kind, then from the cache, then what differs from the nearest earlier run', async () => {
  const { lab: opened, run } = await open();
  await using lab = opened;
  const first = await run();
  expect(first.why('a')).toMatchObject({ reason: 'first', compared: null, differences: [] });
  expect((await run()).why('a')).toMatchObject({ reason: 'cached', origin: first.runId });
  const third = await run({ params: { n: 2, seed: 8 } });
  expect(third.why('a')).toMatchObject({
    reason: 'changed',
    differences: [
      { part: 'seed', before: '7', after: '8' },
      { part: 'param', name: 'n', before: '1', after: '2' },
    ],
  });
  lab.write({ 'passos/util.ts': 'export const k = 2;\nexport const z = 0;\n' });
  // The last run differs by more than the one before it.
  const fourth = await run();
  expect(fourth.why('a').differences).toEqual([
    {
      part: 'code',
      name: 'passos/util.ts',
      before: expect.stringMatching(/^[0-9a-f]{12}$/),
      after: expect.stringMatching(/^[0-9a-f]{12}$/),
      diff: [
        { kind: 'removed', text: 'export const k = 1;', before: 1, after: 0 },
        { kind: 'added', text: 'export const k = 2;', before: 1, after: 1 },
        { kind: 'same', text: 'export const z = 0;', before: 2, after: 2 },
      ],
    },
  ]);
  expect(fourth.why('b').reason).toBe('cached');
  const { compared, differences } = third.why('b');
  expect(compared?.runId).toBeDefined();
  expect(differences.map(({ part, name }) => `${part} ${name}`)).toEqual(['seed ', 'input x']);
  rmSync(lab.core.home.runs, { recursive: true });
  expect(fourth.why('a').differences).toMatchObject([{ part: 'code', name: 'passos/a.ts', diff: null }]);
});

test('what is declared otherwise: outputs, matrix, network, another program', async () => {
  const { lab: opened, run } = await open();
  await using lab = opened;
  await run();
  lab.write({ 'pipeline.yaml': spec(', network: bridge').replace('[m/]', '[m/, y.json]').replace('id: b, run: b.ts', 'id: b, run: passos/util.ts') });
  const changed = (await run()).why('b');
  expect(changed.reason).toBe('changed');
  expect(changed.differences.map(({ part, name, before, after }) => [part, name, before, after])).toMatchObject([
    ['program', '', 'b.ts', 'passos/util.ts'],
    ['code', 'b.ts', expect.any(String), null],
    ['code', 'passos/util.ts', null, expect.any(String)],
    ['output', 'y', null, '"y.json"'],
    ['network', '', 'none', 'bridge'],
  ]);
});

test('what was asked for, what failed before, what is gone, and what did not run', async () => {
  const script: Record<string, Script> = { b: { codes: [1] } };
  const { lab: opened, run } = await open(script);
  await using lab = opened;
  const first = await run();
  expect([first.why('b').reason, first.why('r').reason]).toEqual(['first', 'needs']);
  script.b = {};
  const second = await run({ params: { tudo: false } });
  expect([second.why('b').reason, second.why('s').reason]).toEqual(['failed', 'when']);
  expect((await run({ cache: false })).why('a').reason).toBe('refused');
  const { steps } = lab.pipelines.get(second.runId);
  rmSync(lab.core.artifacts.path(steps[0]!.outputs[0]!.digest));
  expect((await run()).why('a')).toMatchObject({ reason: 'gone', differences: [] });
  lab.write({ 'pipeline.yaml': spec(', cache: false') });
  expect((await run()).why('b').reason).toBe('off');
  expect(() => second.why('nada')).toThrow(expect.objectContaining({ code: 'STEP_NOT_FOUND' }));
});

test('a built-in says what it was told and what it depends on outside', async () => {
  const metric = (value: number) => `\u001e{"type":"metric","key":"m","value":${value},"step":0,"timestamp":5}\n`;
  const script: Record<string, Script> = { s: { stdout: metric(1) } };
  const { lab: opened, run } = await open(script);
  await using lab = opened;
  await run();
  script.s = { stdout: metric(2) };
  expect((await run({ cache: false })).why('r')).toMatchObject({
    reason: 'refused',
    differences: [{ part: 'state', name: 'm', before: '1', after: '2' }],
  });
  lab.write({ 'pipeline.yaml': spec().replace('name: x }', 'name: y }') });
  expect((await run()).why('r')).toMatchObject({ reason: 'changed', differences: [{ part: 'with', name: 'name', before: '"x"', after: '"y"' }] });
});
