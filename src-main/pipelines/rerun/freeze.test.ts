import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const yaml = (cache = '') => `name: p
steps:
  - { id: a, run: a.ts, outputs: [a.json]${cache} }
  - { id: b, run: b.ts, inputs: { x: a.a }, outputs: [b.json] }
`;

let lab: TestLab;
afterEach(() => lab[Symbol.asyncDispose]());

function open() {
  const engine = createFakeEngine();
  lab = openTestLab(engine, { 'pipeline.yaml': yaml(), 'a.ts': '', 'b.ts': '' });
  return engine;
}

const run = async (options: { force?: string[]; cache?: boolean } = {}) => {
  const { runId } = await lab.pipelines.start({ pipeline: 'p', ...options });
  return lab.pipelines.finished(runId);
};

test('a frozen step gives its last good result, whatever its code is, until it is thawed', async () => {
  const engine = open();
  const first = await run();
  lab.pipelines.authoring.setCache('p', 'a', 'frozen');
  expect(readFileSync(join(lab.code, 'pipeline.yaml'), 'utf8')).toBe(yaml().replace('id: a,', 'id: a, cache: frozen,'));
  lab.write({ 'a.ts': '// outro', 'b.ts': '// outro' });
  const second = await run();
  expect(engine.started).toEqual(['a', 'b', 'b']);
  expect(second.steps[0]).toMatchObject({ status: 'cached', cache: 'frozen', origin: first.runId });
  expect(lab.pipelines.explain(second.runId, 'a')).toMatchObject({
    reason: 'frozen',
    origin: first.runId,
    differences: [{ part: 'code', name: 'a.ts' }],
  });
  expect((await run({ cache: false })).steps[0]).toMatchObject({ status: 'cached', origin: first.runId });
  const again = await lab.pipelines.rerunPlan({ runId: second.runId, mode: 'all' });
  expect(again.steps[0]).toMatchObject({ action: 'kept', why: { reason: 'frozen' } });
  await expect(lab.pipelines.rerunPlan({ runId: second.runId, mode: 'only', step: 'a' })).rejects.toMatchObject({ code: 'STEP_FROZEN' });
  await expect(run({ force: ['a'] })).rejects.toMatchObject({ code: 'STEP_FROZEN' });

  lab.pipelines.authoring.setCache('p', 'a', 'on');
  expect((await run()).steps[0]).toMatchObject({ status: 'succeeded', cache: 'on' });
});

test('a step without a good result is not frozen, neither by command nor by its file', async () => {
  open();
  expect(() => lab.pipelines.authoring.setCache('p', 'a', 'frozen')).toThrow(expect.objectContaining({ code: 'STEP_FROZEN_EMPTY' }));
  expect(() => lab.pipelines.authoring.setCache('p', 'z', 'frozen')).toThrow(expect.objectContaining({ code: 'STEP_NOT_FOUND' }));
  lab.write({ 'pipeline.yaml': yaml(', cache: frozen') });
  await expect(run()).rejects.toMatchObject({ code: 'STEP_FROZEN_EMPTY' });
});

test('a frozen step is not frozen to a result that was edited by hand', async () => {
  open();
  const genuine = await run();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'], force: ['b'] });
  const { debug } = lab.pipelines;
  while (lab.pipelines.get(runId).steps[1]!.status !== 'paused') await new Promise((resolve) => setTimeout(resolve, 10));
  await debug.setInput(runId, 'b', 'x', Buffer.from('1'));
  await debug.release(runId, 'b', 'continue');
  await lab.pipelines.finished(runId);
  lab.pipelines.authoring.setCache('p', 'b', 'frozen');
  expect((await run()).steps[1]).toMatchObject({ status: 'cached', origin: genuine.runId });
});

test('a step is forced once, or always', async () => {
  const engine = open();
  await run();
  const forced = await run({ force: ['b'] });
  expect(forced.steps.map(({ status }) => status)).toEqual(['cached', 'succeeded']);
  expect(lab.pipelines.explain(forced.runId, 'b').reason).toBe('forced');
  expect((await run()).steps.map(({ status }) => status)).toEqual(['cached', 'cached']);
  lab.pipelines.authoring.setCache('p', 'b', 'off');
  expect((await run()).steps.map(({ status }) => status)).toEqual(['cached', 'succeeded']);
  expect(engine.started).toEqual(['a', 'b', 'b', 'b']);
  await expect(run({ force: ['z'] })).rejects.toMatchObject({ code: 'STEP_NOT_FOUND' });
});

test('what reproduces a run, and what a check asks for, thaws', async () => {
  open();
  await run();
  lab.pipelines.authoring.setCache('p', 'a', 'frozen');
  const frozen = await run();
  const { runId } = await lab.pipelines.reproduce(frozen.runId);
  expect((await lab.pipelines.finished(runId)).steps[0]).toMatchObject({ status: 'succeeded' });
  const checked = await lab.pipelines.start({ pipeline: 'p', thaw: true });
  expect((await lab.pipelines.finished(checked.runId)).steps[0]).toMatchObject({ status: 'cached', cache: 'on' });
});
