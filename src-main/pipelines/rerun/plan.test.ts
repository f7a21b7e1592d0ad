import { expect, test } from 'vitest';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab } from '../test-support/lab.ts';
import { wholeTime } from './expected.ts';

const spec = `name: p
params: { n: { type: integer, default: 1 } }
steps:
  - { id: a, run: a.ts, outputs: [x.json] }
  - { id: b, run: b.ts, inputs: { x: a.x }, outputs: [y.json], params: { n: "\${params.n}" } }
  - { id: c, run: c.ts, inputs: { y: b.y } }
`;

test('says what would come from the cache, what would run and why, and how long; and does nothing', async () => {
  const engine = createFakeEngine({ b: { ms: 120 } });
  await using lab = openTestLab(engine, { 'pipeline.yaml': spec, 'a.ts': '', 'b.ts': '', 'c.ts': '' });
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  await lab.pipelines.finished(runId);
  const seen = async (params: Record<string, number>) => {
    const { steps } = await lab.pipelines.rerunPlan({ runId, mode: 'all', params });
    return steps.map(({ id, action, why }) => `${id} ${action} ${why.reason}`);
  };
  expect(await seen({})).toEqual(['a cached cached', 'b cached cached', 'c cached cached']);
  expect(await seen({ n: 2 })).toEqual(['a cached cached', 'b run changed', 'c run made']);
  const plan = await lab.pipelines.rerunPlan({ runId, mode: 'all', params: { n: 2 } });
  expect(plan.steps[1]!.why.differences).toEqual([{ part: 'param', name: 'n', before: '1', after: '2', diff: null }]);
  expect(plan.steps[1]!.expectedMs).toBeGreaterThanOrEqual(115);
  expect(plan.unknown).toEqual([]);
  expect(plan.expectedMs).toBe(plan.steps[1]!.expectedMs! + plan.steps[2]!.expectedMs!);
  lab.write({ 'pipeline.yaml': `${spec}  - { id: novo, run: c.ts, inputs: { y: b.y } }\n` });
  expect((await lab.pipelines.rerunPlan({ runId, mode: 'all' })).unknown).toEqual(['novo']);
  expect(lab.pipelines.list({ limit: 9 })).toHaveLength(1);
  expect(engine.started).toEqual(['a', 'b', 'c']);
});

test('the whole takes as long as its longest chain, and longer where programs wait for each other', () => {
  const step = (id: string, needs: string[], expectedMs: number | null, action: 'run' | 'kept' = 'run') => ({ id, needs, action, expectedMs });
  const steps = [step('a', [], 100), step('k', [], 900, 'kept'), step('b', ['a'], 50), step('c', ['a', 'k'], 70), step('d', ['b', 'c'], null)];
  expect(wholeTime(steps, 2)).toBe(170);
  expect(wholeTime(steps, 1)).toBe(220);
});
