import { expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab } from '../test-support/lab.ts';

test('what a step wrote is kept though tracking fails under it, and the run ends', async () => {
  const metric = JSON.stringify({ type: 'metric', key: 'm', value: 1 });
  await using lab = openTestLab(createFakeEngine({ a: { stdout: `antes\n\u001e${metric}\ndepois\n` } }), {
    'pipeline.yaml': 'name: p\nsteps:\n- { id: a, run: a.ts }\n',
    'a.ts': '',
  });
  const logBatch = () => Promise.reject(new Error('tracking is away'));
  const pipelines = lab.another(undefined, { tracking: { ...lab.tracking, logBatch } });
  const { runId } = await pipelines.start({ pipeline: 'p' });
  const run = await pipelines.finished(runId);
  expect(run.status).toBe('failed');
  expect(pipelines.logs(runId, { after: 0, limit: 10 }).map(({ text }) => text)).toEqual(['antes', 'depois']);
});
