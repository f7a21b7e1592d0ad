import { expect, test } from 'vitest';
import type { Rerun } from '../../contract/reruns.ts';
import { createFakeEngine, type Script } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const RS = '\u001e';
const spec = `name: p
params: { n: { type: integer, default: 1, max: 9 } }
steps:
  - { id: a, run: a.ts, outputs: [x.json] }
  - { id: b, run: b.ts, inputs: { x: a.x }, outputs: [y.json], params: { n: "\${params.n}" } }
  - { id: c, run: c.ts, inputs: { y: b.y }, outputs: [m/] }
  - { id: d, run: d.ts, inputs: { x: a.x }, outputs: [z.json] }
  - { id: r, uses: register, inputs: { m: c.m }, with: { name: x, alias: champion } }
`;
const files = { 'pipeline.yaml': spec, 'a.ts': '// a', 'b.ts': '// b', 'c.ts': '// c', 'd.ts': '// d' };

async function ended(lab: TestLab, start: Promise<{ runId: string }>) {
  return lab.pipelines.finished((await start).runId);
}
const statuses = (run: { steps: { id: string; status: string }[] }) => run.steps.map(({ id, status }) => `${id} ${status}`);

async function failing(scripts: Record<string, Script> = { b: { codes: [1] } }) {
  const script = structuredClone(scripts);
  const engine = createFakeEngine(script);
  const lab = openTestLab(engine, files);
  const first = await ended(lab, lab.pipelines.start({ pipeline: 'p' }));
  for (const each of Object.values(script)) each.codes = [0];
  return { engine, lab, first };
}

test('from what failed: what ended well is taken over and says from where, and the old run stays as it was', async () => {
  const metric = `${RS}{"type":"metric","key":"linhas","value":3,"step":2,"timestamp":5}\n`;
  const { engine, lab: opened, first } = await failing({ a: { stdout: metric }, b: { codes: [1] } });
  await using lab = opened;
  expect(statuses(first)).toEqual(['a succeeded', 'b failed', 'c skipped', 'd succeeded', 'r skipped']);
  const again = await ended(lab, lab.pipelines.rerun({ runId: first.runId, mode: 'failed' }));
  expect(statuses(again)).toEqual(['a cached', 'b succeeded', 'c succeeded', 'd cached', 'r succeeded']);
  expect(again).toMatchObject({ rerunOf: first.runId, status: 'succeeded', metrics: { linhas: 3 }, model: { name: 'x', version: '1' } });
  expect(again.steps[0]).toMatchObject({ origin: first.runId, outputs: first.steps[0]!.outputs, attempts: 0 });
  expect(engine.started).toEqual(['a', 'b', 'd', 'b', 'c']);
  expect(lab.pipelines.get(first.runId)).toEqual(first);
  expect(lab.tracking.run(again.trackingRunId!)).toMatchObject({ status: 'FINISHED', metrics: { linhas: 3 } });
  // Taken over once more, it is still the first run that made it.
  const third = await ended(lab, lab.pipelines.rerun({ runId: again.runId, mode: 'from', step: 'c' }));
  expect(statuses(third)).toEqual(['a cached', 'b cached', 'c succeeded', 'd cached', 'r cached']);
  expect(third.steps.map(({ origin }) => origin)).toEqual([first.runId, again.runId, null, first.runId, again.runId]);
});

test('from what failed with other params and code: what was kept stays, and says what it does not know of', async () => {
  const { engine, lab: opened, first } = await failing();
  await using lab = opened;
  lab.write({ 'a.ts': '// edited' });
  const options: Rerun = { runId: first.runId, mode: 'failed', params: { n: '5' } };
  const plan = await lab.pipelines.rerunPlan(options);
  expect(plan.steps.map(({ id, action }) => `${id} ${action}`)).toEqual(['a kept', 'b run', 'c run', 'd kept', 'r run']);
  const again = await ended(lab, lab.pipelines.rerun(options));
  expect(again).toMatchObject({ status: 'succeeded', params: { n: 5 } });
  expect(engine.started).toEqual(['a', 'b', 'd', 'b', 'c']);
  const why = lab.pipelines.explain(again.runId, 'a');
  expect(why).toMatchObject({ reason: 'kept', origin: first.runId, differences: [{ part: 'code', name: 'a.ts' }] });
  expect(why).toEqual(plan.steps[0]!.why);
  // The results of the old code are not believed to be those of the new one.
  expect(statuses(await ended(lab, lab.pipelines.start({ pipeline: 'p', params: { n: 5 } })))[0]).toBe('a succeeded');
});

test('with the code as it was, whatever became of the workspace', async () => {
  const { lab: opened, first } = await failing();
  await using lab = opened;
  lab.write({ 'pipeline.yaml': 'broken: [', 'a.ts': '// edited' });
  await expect(lab.pipelines.rerun({ runId: first.runId, mode: 'all' })).rejects.toMatchObject({ code: 'PIPELINE_SYNTAX' });
  const again = await ended(lab, lab.pipelines.rerun({ runId: first.runId, mode: 'all', code: 'snapshot' }));
  expect(statuses(again)).toEqual(['a cached', 'b succeeded', 'c succeeded', 'd cached', 'r succeeded']);
  expect(lab.pipelines.recipe(again.runId).code).toEqual(lab.pipelines.recipe(first.runId).code);
});

test('only a step: it runs on what was there, and nothing behind it does', async () => {
  const { engine, lab: opened, first } = await failing({});
  await using lab = opened;
  const again = await ended(lab, lab.pipelines.rerun({ runId: first.runId, mode: 'only', step: 'c' }));
  expect(statuses(again)).toEqual(['a cached', 'b cached', 'c succeeded', 'd skipped', 'r skipped']);
  expect(engine.started.slice(4)).toEqual(['c']);
  expect(again.steps[2]!.outputs).toEqual(first.steps[2]!.outputs);
  expect(['b', 'c', 'd', 'r'].map((id) => lab.pipelines.explain(again.runId, id).reason)).toEqual(['kept', 'forced', 'left', 'left']);
  expect(lab.versions).toHaveLength(1);
});

test('a result that is gone is made again, with all that is behind it', async () => {
  const { engine, lab: opened, first } = await failing({ c: { codes: [1] } });
  await using lab = opened;
  const { rmSync } = await import('node:fs');
  rmSync(lab.core.artifacts.path(first.steps[1]!.outputs[0]!.digest));
  expect(statuses(await ended(lab, lab.pipelines.rerun({ runId: first.runId, mode: 'failed' })))).toEqual([
    'a cached',
    'b succeeded',
    'c succeeded',
    'd cached',
    'r succeeded',
  ]);
  expect(engine.started.slice(4)).toEqual(['b', 'c']);
});

test('a cancelled run goes on from where it was', async () => {
  const script: Record<string, Script> = { b: { ms: 5000 } };
  const engine = createFakeEngine(script);
  await using lab = openTestLab(engine, files);
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  await expect(lab.pipelines.rerun({ runId, mode: 'all' })).rejects.toMatchObject({ code: 'RUN_NOT_ENDED' });
  while (!engine.started.includes('b')) await new Promise((resolve) => setTimeout(resolve, 5));
  await lab.pipelines.cancel(runId);
  expect((await lab.pipelines.finished(runId)).status).toBe('cancelled');
  script.b!.ms = 0;
  const again = await ended(lab, lab.pipelines.rerun({ runId, mode: 'failed' }));
  expect(again.status).toBe('succeeded');
  expect(again.steps[0]).toMatchObject({ status: 'cached', origin: runId });
});

test('what cannot be re-run is refused before a run exists', async () => {
  const { lab: opened, first } = await failing();
  await using lab = opened;
  const { runId } = first;
  const refused = (options: Omit<Rerun, 'runId'>) => lab.pipelines.rerun({ runId, ...options }).then(String, ({ code }) => code);
  expect(await refused({ mode: 'from', step: 'z' })).toBe('STEP_NOT_FOUND');
  expect(await refused({ mode: 'only', step: 'c' })).toBe('RERUN_NEEDS_MISSING');
  expect(await refused({ mode: 'all', params: { n: 99 } })).toBe('PARAM_INVALID');
  expect(await refused({ mode: 'all', params: { other: 1 } })).toBe('PARAM_UNKNOWN');
  expect(lab.pipelines.list({ limit: 9 })).toHaveLength(1);
  const { runId: good } = await ended(lab, lab.pipelines.rerun({ runId, mode: 'failed' }));
  await expect(lab.pipelines.rerun({ runId: good, mode: 'failed' })).rejects.toMatchObject({ code: 'RERUN_NOTHING_FAILED' });
  await expect(lab.pipelines.rerun({ runId: 'r0', mode: 'all' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});

test('a core that lets go in the middle leaves the rest to the next, with what was taken over in its place', async () => {
  const script: Record<string, Script> = { b: { codes: [1] } };
  const engine = createFakeEngine(script);
  await using lab = openTestLab(engine, files);
  const first = await ended(lab, lab.pipelines.start({ pipeline: 'p' }));
  script.b = { ms: 600 };
  const short = lab.another();
  const { runId } = await short.rerun({ runId: first.runId, mode: 'failed' });
  while (engine.started.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  await short.close();
  script.b = {};
  expect(await lab.pipelines.recover()).toEqual([runId]);
  const again = await lab.pipelines.finished(runId);
  expect(statuses(again)).toEqual(['a cached', 'b succeeded', 'c succeeded', 'd cached', 'r succeeded']);
  expect(again.steps[3]).toMatchObject({ origin: first.runId, outputs: first.steps[3]!.outputs });
  expect(again.rerunOf).toBe(first.runId);
});
