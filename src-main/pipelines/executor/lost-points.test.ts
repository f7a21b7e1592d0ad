import { expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const RS = '\u001e';
const metric = (key: string, value: number, step: number) => `${RS}${JSON.stringify({ type: 'metric', key, value, step })}\n`;
const yaml = `name: p
steps:
  - { id: a, run: a.ts, outputs: [x.json] }
  - { id: b, run: b.ts, inputs: { x: a.x } }
  - { id: m, run: b.ts, inputs: { x: a.x }, matrix: { k: [1] } }
`;
/** Of a program that is not the same twice. */
const engineThatSays = (value: number, ms: number) =>
  createFakeEngine({
    a: { stdout: metric('rows', 1, 0) + metric('shared', 5, 0) },
    b: { ms, stdout: metric('loss', value, 0) + metric('loss', value / 2, 1) + (value > 1 ? metric('old', 1, 0) + metric('shared', value, 0) : '') },
    'm[k=1]': { ms, stdout: metric('loss', value, 0) + metric('rows', value, 0) },
    m: { ms, stdout: metric('loss', value, 0) + metric('rows', value, 0) },
  });

async function points(lab: TestLab, runId: string, key: string): Promise<number[]> {
  const page = await lab.tracking.history.mlflow.page({ runId, key, maxResults: null });
  return (JSON.parse(new TextDecoder().decode(page)).metrics as { value: number }[]).map(({ value }) => value);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo() && turn < 200; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isSo()).toBe(true);
}

test('what a lost attempt told is not told beside what its repeat tells', async () => {
  await using lab = openTestLab(engineThatSays(8, 60_000), { 'pipeline.yaml': yaml, 'a.ts': '', 'b.ts': '' });
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  const steps = () => lab.pipelines.get(runId).steps;
  await until(() => steps()[1]!.metrics.old === 1 && steps()[2]!.metrics.rows === 8);
  const [whole, own] = [lab.pipelines.get(runId).trackingRunId!, steps()[2]!.trackingRunId!];
  expect(await points(lab, whole, 'loss')).toEqual([8, 4]);
  await lab.pipelines.close();

  const next = lab.another(engineThatSays(1, 0));
  await next.recover();
  expect((await next.finished(runId)).status).toBe('succeeded');
  expect(await points(lab, whole, 'loss')).toEqual([1, 0.5]);
  expect(await points(lab, whole, 'old')).toEqual([]);
  expect(await points(lab, own, 'loss')).toEqual([1]);
  expect(await points(lab, own, 'rows')).toEqual([1]);
  // What a step that had ended told stays, also under a name that the lost attempt used too.
  expect(await points(lab, whole, 'rows')).toEqual([1]);
  expect(await points(lab, whole, 'shared')).toEqual(expect.arrayContaining([5]));
  expect(lab.tracking.run(whole).metrics).toMatchObject({ loss: 0.5, rows: 1 });
  expect(lab.tracking.run(whole).metrics).not.toHaveProperty('old');
});
