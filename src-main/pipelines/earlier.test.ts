import { expect, test } from 'vitest';
import { createFakeEngine, type Script } from './test-support/fake-engine.ts';
import { openTestLab, type TestLab } from './test-support/lab.ts';

const steps = `name: p
params: { seed: { type: integer, default: 7 } }
steps:
  - { id: t, run: a.ts, outputs: [m/] }
  - { id: r, uses: register, inputs: { m: t.m }, with: { name: x, alias: champion } }
  - { id: d, uses: deploy, needs: [r], with: { model: x@champion, endpoint: e } }
`;
const again = (lab: TestLab, params = {}) => lab.pipelines.same({ pipeline: 'p', params });

async function labWithRun(scripts: Record<string, Script> = {}) {
  const lab = openTestLab(createFakeEngine(scripts), { 'pipeline.yaml': steps, 'a.ts': '' });
  expect(await again(lab)).toBeNull();
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  await lab.pipelines.finished(runId);
  return { lab, runId };
}

test('the same code, params and seed are the run that was', async () => {
  const { lab, runId } = await labWithRun();
  await using _ = lab;
  expect(await again(lab)).toBe(runId);
  expect(await again(lab, { seed: 7 })).toBe(runId);
  expect(await again(lab, { seed: 8 })).toBeNull();
  lab.write({ 'a.ts': '// another' });
  expect(await again(lab)).toBeNull();
});

test('what is registered and deployed must stand as the run left it', async () => {
  const { lab, runId } = await labWithRun();
  await using _ = lab;
  lab.endpoints[0]!.status = 'stopped';
  expect(await again(lab)).toBeNull();
  Object.assign(lab.endpoints[0]!, { status: 'ready', startedAt: Date.now() + 1000 });
  expect(await again(lab)).toBeNull();
  lab.endpoints[0]!.startedAt = 0;
  lab.versions[0]!.aliases = [];
  expect(await again(lab)).toBeNull();
  lab.versions[0]!.aliases = ['champion'];
  expect(await again(lab)).toBe(runId);
});

test('a failure of the code would come again, so it is not waited for again', async () => {
  const { lab, runId } = await labWithRun({ t: { codes: [1] } });
  await using _ = lab;
  expect(lab.pipelines.get(runId).error?.code).toBe('STEP_FAILED');
  expect(await again(lab)).toBe(runId);
});
