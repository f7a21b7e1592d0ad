/** Runs that wait, in a small lab: tags, priorities, memory, cancels, and a core that dies while they wait. */
import { expect, test } from 'vitest';
import type { QueueLimits } from '../../contract/queue.ts';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab } from '../test-support/lab.ts';

const files = { 'pipeline.yaml': 'name: um\ntags: [treino]\nsteps:\n  - { id: a, run: a.ts, cache: false }\n', 'a.ts': '' };
const gigabyte = 2 ** 30;
const limited = (more: Partial<QueueLimits>): QueueLimits => ({ memoryBytes: null, runs: null, tags: {}, ...more });

test('runs with a tag go as many at a time as it may, the others with a place and a reason; a higher priority goes first', async () => {
  await using lab = openTestLab(createFakeEngine({ a: { ms: 60 } }), files, 4, limited({ tags: { treino: 1 } }));
  const start = async (priority = 0) => (await lab.pipelines.start({ pipeline: 'um', priority })).runId;
  const [first, second, third] = [await start(), await start(), await start()];
  await expect.poll(() => lab.pipelines.get(first).status).toBe('running');
  expect(lab.pipelines.queue().runs.map(({ runId, place, reason }) => [runId, place, reason?.kind ?? null])).toEqual([
    [first, null, null],
    [second, 1, 'tag'],
    [third, 2, 'tag'],
  ]);
  await lab.pipelines.prioritise(third, 5);
  expect(lab.pipelines.queue().runs[1]).toMatchObject({ runId: third, place: 1, priority: 5 });
  await expect(lab.pipelines.prioritise(first, 5)).rejects.toMatchObject({ code: 'RUN_NOT_QUEUED' });
  const ended = await Promise.all([first, second, third].map((runId) => lab.pipelines.finished(runId)));
  const began = ended.map(({ steps }) => steps[0]!.startedAt!);
  expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(began[0]! < began[2]! && began[2]! < began[1]!).toBe(true);
  expect(lab.pipelines.queue().runs).toEqual([]);
});

test('steps of all runs together never have more memory than the budget', async () => {
  const engine = createFakeEngine({ a: { ms: 40 } });
  await using lab = openTestLab(engine, files, 4, limited({ memoryBytes: 2 * gigabyte }));
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.push((await lab.pipelines.start({ pipeline: 'um' })).runId);
  await expect
    .poll(() => lab.pipelines.queue().runs.find(({ reason }) => reason?.kind === 'memory')?.reason)
    .toEqual({
      kind: 'memory',
      needed: gigabyte,
      used: 2 * gigabyte,
      budget: 2 * gigabyte,
    });
  for (const id of ids) expect((await lab.pipelines.finished(id)).status).toBe('succeeded');
  expect(engine.mostAtOnce).toBe(2);
});

test('a step that could never fit fails by its name', async () => {
  await using lab = openTestLab(createFakeEngine(), files, 4, limited({ memoryBytes: gigabyte / 2 }));
  const { runId } = await lab.pipelines.start({ pipeline: 'um' });
  expect((await lab.pipelines.finished(runId)).error).toMatchObject({ code: 'STEP_OVER_BUDGET', data: { memory: '1 GB', budget: '512 MB' } });
});

test('a run that waits can be cancelled, and nothing of it runs', async () => {
  const engine = createFakeEngine({ a: { ms: 150 } });
  await using lab = openTestLab(engine, files, 4, limited({ runs: 1 }));
  const first = await lab.pipelines.start({ pipeline: 'um' });
  const second = await lab.pipelines.start({ pipeline: 'um' });
  await expect.poll(() => engine.started.length).toBe(1);
  await lab.pipelines.cancel(second.runId);
  expect((await lab.pipelines.finished(second.runId)).status).toBe('cancelled');
  expect((await lab.pipelines.finished(first.runId)).status).toBe('succeeded');
  expect(engine.started).toEqual(['a']);
});

test('the queue survives the core: the next one takes up what waited, in the same order', async () => {
  const engine = createFakeEngine({ a: { ms: 50 } });
  await using lab = openTestLab(engine, files, 4, limited({ runs: 1 }));
  const ids: string[] = [];
  for (const priority of [0, 0, 9]) ids.push((await lab.pipelines.start({ pipeline: 'um', priority })).runId);
  await lab.pipelines.close();
  const next = lab.another();
  expect((await next.recover()).sort()).toEqual([...ids].sort());
  const ended = await Promise.all(ids.map((runId) => next.finished(runId)));
  expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(ended[2]!.steps[0]!.startedAt!).toBeLessThan(ended[1]!.steps[0]!.startedAt!);
});

test('asked for twice under one id, it is one run', async () => {
  await using lab = openTestLab(createFakeEngine(), files);
  const asked = { pipeline: 'um', runId: 'r1' };
  expect(await lab.pipelines.start(asked)).toEqual(await lab.pipelines.start(asked));
  await lab.pipelines.finished('r1');
  expect(lab.pipelines.list({ limit: 10 })).toHaveLength(1);
});
