import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const yaml = `name: p
steps:
  - { id: a, run: s.ts, outputs: [a.json] }
  - { id: b, run: s.ts, inputs: { x: a.a }, outputs: [b.json], params: { n: 3, nome: ana }, timeout: 1s }
  - { id: c, run: s.ts, inputs: { x: b.b }, outputs: [c.json] }
  - { id: d, run: s.ts, outputs: [d.json] }
`;

let lab: TestLab;
afterEach(() => lab[Symbol.asyncDispose]());

function open() {
  const engine = createFakeEngine();
  lab = openTestLab(engine, { 'pipeline.yaml': yaml, 's.ts': '' });
  return engine;
}

async function reach(runId: string, step: string, status: string, pipelines = lab.pipelines) {
  for (let turn = 0; turn < 300; turn += 1) {
    if (pipelines.get(runId).steps.find(({ id }) => id === step)?.status === status) return;
    await sleep(10);
  }
  throw new Error(`${step} never was ${status}: ${JSON.stringify(pipelines.get(runId).steps.map(({ id, status }) => [id, status]))}`);
}

const statuses = (runId: string, pipelines = lab.pipelines) => Object.fromEntries(pipelines.get(runId).steps.map(({ id, status }) => [id, status]));

test('a run pauses before a step, does the rest meanwhile, and goes on when told to', async () => {
  const engine = open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  await reach(runId, 'd', 'succeeded');
  expect(statuses(runId)).toEqual({ a: 'succeeded', b: 'paused', c: 'pending', d: 'succeeded' });
  expect(engine.running.size).toBe(0);
  const { debug } = lab.pipelines.get(runId).steps[1]!;
  expect(debug).toMatchObject({ breakpoint: true, edited: false, pausedAt: expect.any(Number) });
  await lab.pipelines.debug.release(runId, undefined, 'continue');
  expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
  expect(engine.started).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
});

test('stepping pauses before each next step; going on runs to the end', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['a'] });
  await reach(runId, 'a', 'paused');
  await lab.pipelines.debug.release(runId, 'a', 'step');
  await reach(runId, 'b', 'paused');
  await lab.pipelines.debug.release(runId, 'b', 'step');
  await reach(runId, 'c', 'paused');
  await lab.pipelines.debug.release(runId, 'c', 'continue');
  expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
});

test('time in which a run only stands paused counts neither for it nor for its step', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  await sleep(400);
  await lab.pipelines.debug.release(runId, 'b', 'continue');
  const run = await lab.pipelines.finished(runId);
  expect(run.pausedMs).toBeGreaterThan(350);
  expect(run.durationMs).toBeLessThan(run.endedAt! - run.startedAt - 350);
  expect(run.steps[1]!.durationMs).toBeLessThan(300);
});

test('an input and a parameter edited by hand reach the step, are marked and explained, and never the cache', async () => {
  const engine = open();
  const genuine = await lab.pipelines.start({ pipeline: 'p' });
  const before = await lab.pipelines.finished(genuine.runId);
  const { runId } = await lab.pipelines.start({ pipeline: 'p', cache: false, pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  const { debug } = lab.pipelines;
  expect(debug.inspect(runId, 'b')).toMatchObject({
    params: [
      { name: 'n', value: 3, was: null },
      { name: 'nome', value: 'ana', was: null },
    ],
    inputs: [{ name: 'x', source: 'a.a', fileName: 'a.json', kind: 'file', was: null }],
    context: { mode: 'step', params: { n: 3 }, inputs: { x: { path: '/lab/in/a.json', format: 'json' } } },
  });
  expect(debug.readInput(runId, 'b', 'x').content).toContain('a a');
  await debug.setInput(runId, 'b', 'x', Buffer.from('"outro"'));
  await debug.setParam(runId, 'b', 'n', '4');
  await expect(debug.setParam(runId, 'b', 'n', 'quatro')).rejects.toMatchObject({ code: 'PARAM_INVALID' });
  await expect(debug.setParam(runId, 'b', 'm', 1)).rejects.toMatchObject({ code: 'PARAM_UNKNOWN' });
  await expect(debug.setInput(runId, 'b', 'y', null)).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  await expect(debug.setParam(runId, 'd', 'n', 1)).rejects.toMatchObject({ code: 'STEP_NOT_PAUSED' });
  const edited = debug.inspect(runId, 'b');
  expect(edited.params[0]).toEqual({ name: 'n', value: 4, was: 3 });
  expect(edited.inputs[0]).toMatchObject({ was: before.steps[0]!.outputs[0]!.digest, bytes: 7 });
  await debug.release(runId, undefined, 'continue');
  const run = await lab.pipelines.finished(runId);
  const text: string = JSON.parse(readFileSync(lab.pipelines.artifactPath(runId, 'b.b'), 'utf8'));
  expect(text).toContain('{"n":4,"nome":"ana"}');
  expect(run.steps.map(({ debug: about }) => [about?.edited ?? false, about?.reached ?? false])).toEqual([
    [false, false],
    [true, true],
    [false, true],
    [false, false],
  ]);
  expect(lab.pipelines.explain(runId, 'b')).toMatchObject({
    reason: 'edited',
    differences: [
      { part: 'param', name: 'n', before: '3', after: '4' },
      { part: 'input', name: 'x' },
    ],
  });
  expect(lab.pipelines.explain(runId, 'c').reason).toBe('reached');

  // A run of the same code takes the genuine results, and not one that came of the edit.
  const started = engine.started.length;
  const after = await lab.pipelines.start({ pipeline: 'p' });
  const again = await lab.pipelines.finished(after.runId);
  expect(engine.started.length).toBe(started);
  expect(again.steps.map(({ outputs }) => outputs[0]!.digest)).toEqual(before.steps.map(({ outputs }) => outputs[0]!.digest));

  // And a re-run keeps nothing of it.
  const plan = await lab.pipelines.rerunPlan({ runId, mode: 'only', step: 'd' });
  expect(plan.steps.find(({ id }) => id === 'd')?.action).toBe('run');
  await expect(lab.pipelines.rerunPlan({ runId, mode: 'only', step: 'c' })).rejects.toMatchObject({ code: 'RERUN_NEEDS_MISSING' });
});

test('what is undone is forgotten', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  const { debug } = lab.pipelines;
  await debug.setInput(runId, 'b', 'x', Buffer.from('1'));
  await debug.setParam(runId, 'b', 'nome', 'bia');
  await debug.setInput(runId, 'b', 'x', null);
  await debug.setParam(runId, 'b', 'nome', null);
  expect(debug.inspect(runId, 'b')).toMatchObject({ params: [{ was: null }, { was: null }], inputs: [{ was: null }] });
  await debug.release(runId, 'b', 'continue');
  expect((await lab.pipelines.finished(runId)).steps[1]!.debug).toEqual({ breakpoint: true, pausedAt: null, edited: false, reached: false });
});

test('a paused run outlives its core, stays paused, and goes on in the next one with its edits', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  await lab.pipelines.debug.setParam(runId, 'b', 'n', 9);
  await lab.pipelines.close();
  const next = lab.another();
  expect(await next.recover()).toEqual([runId]);
  await sleep(100);
  expect(statuses(runId, next)).toMatchObject({ b: 'paused', c: 'pending' });
  await next.debug.release(runId, 'b', 'continue');
  expect((await next.finished(runId)).status).toBe('succeeded');
  expect(JSON.parse(readFileSync(next.artifactPath(runId, 'b.b'), 'utf8'))).toContain('"n":9');
});

test('a paused run that nobody works on is taken up by whoever lets it go on', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  await lab.pipelines.close();
  const next = lab.another();
  await next.debug.release(runId, 'b', 'continue');
  expect((await next.finished(runId)).status).toBe('succeeded');
});

test('a paused run can be cancelled, and pauses nowhere else', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b', 'd'] });
  await reach(runId, 'b', 'paused');
  await lab.pipelines.cancel(runId);
  const run = await lab.pipelines.finished(runId);
  expect(run.status).toBe('cancelled');
  expect(run.steps.map(({ status }) => status)).not.toContain('paused');
  await expect(lab.pipelines.debug.release(runId, undefined, 'continue')).rejects.toMatchObject({ code: 'STEP_NOT_PAUSED' });
});

test('breakpoints are put and taken away while a run goes on, for steps that exist', async () => {
  open();
  const { runId } = await lab.pipelines.start({ pipeline: 'p', pauseBefore: ['b'] });
  await reach(runId, 'b', 'paused');
  await lab.pipelines.debug.setBreakpoint(runId, 'c', true);
  await expect(lab.pipelines.debug.setBreakpoint(runId, 'zz', true)).rejects.toMatchObject({ code: 'STEP_NOT_FOUND' });
  await expect(lab.pipelines.start({ pipeline: 'p', pauseBefore: ['zz'] })).rejects.toMatchObject({ code: 'STEP_NOT_FOUND' });
  await lab.pipelines.debug.release(runId, undefined, 'continue');
  await reach(runId, 'c', 'paused');
  await lab.pipelines.debug.release(runId, undefined, 'continue');
  expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
});
