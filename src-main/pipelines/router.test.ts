import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { pipelinesRouter } from './router.ts';
import { createFakeEngine } from './test-support/fake-engine.ts';
import { openTestLab, type TestLab } from './test-support/lab.ts';

const yaml = 'name: p\nsteps:\n  - { id: a, run: a.ts }\n  - { id: b, run: a.ts, needs: [a] }\n';
const clientOf = (lab: TestLab) => createRouterClient(pipelinesRouter(lab.core, lab.pipelines), { context: { log: lab.core.log, logPath: 'log' } });

test('a run is watched from its start to its end, and the last snapshot is the end', async () => {
  await using lab = openTestLab(createFakeEngine({ a: { ms: 150 }, b: { ms: 150 } }), { 'pipeline.yaml': yaml, 'a.ts': '' });
  const client = clientOf(lab);
  const { runId } = await client.start({ pipeline: 'p' });
  const seen: string[] = [];
  for await (const run of await client.watch({ runId })) seen.push(run.steps.map(({ status }) => status).join());
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toBe('succeeded,succeeded');
  expect(new Set(seen)).toContain('running,pending');
});

test('logs are followed line by line, each exactly once', async () => {
  const stdout = Array.from({ length: 5000 }, (_, i) => `linha ${i}\n`).join('');
  await using lab = openTestLab(createFakeEngine({ a: { ms: 120, stdout }, b: { ms: 120, stdout: 'fim\n' } }), { 'pipeline.yaml': yaml, 'a.ts': '' });
  const client = clientOf(lab);
  const { runId } = await client.start({ pipeline: 'p' });
  const lines: string[] = [];
  for await (const batch of await client.followLogs({ runId })) lines.push(...batch.map(({ text }) => text));
  expect(lines).toEqual([...Array.from({ length: 5000 }, (_, i) => `linha ${i}`), 'fim']);
  expect(await client.logs({ runId, step: 'b' })).toMatchObject([{ step: 'b', text: 'fim' }]);
});

test('errors keep their code and data over the wire', async () => {
  await using lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': 'name: p\nstep: []\n' });
  const client = clientOf(lab);
  await expect(client.plan({ pipeline: 'p' })).rejects.toMatchObject({ code: 'PIPELINE_INVALID', status: 400, data: { line: 2, field: 'step' } });
  await expect(client.get({ runId: 'nothing' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND', data: { run: 'nothing' } });
  await expect(client.watch({ runId: 'nothing' }).then((runs) => runs.next())).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});

test('a plan tells the steps before anything runs', async () => {
  const matrix =
    'name: p\nparams: { n: { type: integer, default: 2 } }\nsteps:\n  - { id: t, run: a.ts, outputs: [m/], matrix: { k: [1, 2] } }\n  - { id: e, run: a.ts, inputs: { ms: t.m } }\n';
  await using lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': matrix, 'a.ts': '' });
  expect(await clientOf(lab).plan({ pipeline: 'p' })).toMatchObject({
    name: 'p',
    params: [{ name: 'n', type: 'integer', default: 2 }],
    service: null,
    steps: [
      { id: 't[k=1]', stepId: 't', kind: 'run', file: 'a.ts', needs: [] },
      { id: 't[k=2]', stepId: 't' },
      { id: 'e', needs: ['t[k=1]', 't[k=2]'] },
    ],
  });
});
