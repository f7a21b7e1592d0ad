/** Every way from one revision to the next, under 200 requests a second: nobody notices what was planned, and hardly anybody what was not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rollout, RolloutPlanInput } from '../../src-main/contract/rollout.ts';
import { rolloutPlan } from '../../src-main/contract/rollout.ts';
import { createRollouts } from '../../src-main/rollout/index.ts';
import { type ModelLab, modelLab } from '../support/model-lab.ts';
import { type SteadyTraffic, steadyTraffic } from '../support/steady-traffic.ts';

const perSecond = 200;
let lab: ModelLab;
let rollouts: ReturnType<typeof createRollouts>;
let traffic: SteadyTraffic;

/** Fine for its example, and whatever `predict` says for the traffic. */
const program = (predict: string) => `import { step } from '@bancada/sdk';
await step((lab) => lab.serve({
  name: 'casas',
  signature: [{ name: 'x', type: 'double', min: 0, max: 9 }],
  predict: async (rows) => { ${predict}; return rows.map((row) => ({ label: row.x > 4 ? 'alto' : 'baixo', probabilities: { alto: 0.5, baixo: 0.5 } })); },
  reference: [{ x: 1 }],
}));`;
const isTraffic = 'rows[0].x === 8';

beforeAll(async () => {
  lab = modelLab();
  lab.program('a', program(''));
  lab.program('b', program(''));
  lab.program('fails', program(`if (${isTraffic}) throw new Error('não sei')`));
  lab.program('slow', program(`if (${isTraffic}) await new Promise((resolve) => setTimeout(resolve, 1000))`));
  lab.program('other', program(`if (${isTraffic}) return rows.map(() => ({ label: 'baixo', probabilities: { alto: 0.5, baixo: 0.5 } }))`));
  rollouts = createRollouts(lab.core, { serving: lab.serving, monitoring: { alertsSince: () => [] } });
  const { url } = await lab.serving.serve({ target: 'a', endpoint: 'casas' });
  traffic = steadyTraffic(url!, perSecond, { x: 8 });
});
afterAll(async () => {
  await traffic.stop();
  await rollouts.close();
  await lab.close();
});

/** A busy machine's hiccups decide nothing where latency is not what is asked. */
const patient = { slower: 50 };

/** Until it is over or waits for a person. */
async function run(plan: Omit<RolloutPlanInput, 'endpoint'>): Promise<Rollout> {
  await rollouts.start(rolloutPlan.parse({ ...plan, endpoint: 'casas' }));
  await rollouts.settled('casas', () => {});
  return rollouts.last('casas')!;
}

it('loses nothing in a blue-green switch, keeps the old revision warm, and goes back to it at once', async () => {
  await traffic.look();
  const done = await run({ target: 'b', strategy: 'blue-green', watchMs: 300, limits: patient });
  expect(done).toMatchObject({ status: 'succeeded', candidate: 2, stable: 1 });
  expect(done.events.map(({ kind }) => kind)).toEqual(['started', 'ready', 'passed', 'finished']);
  expect(lab.serving.get('casas').revision).toBe(2);
  const back = await rollouts.rollback('casas');
  expect(back.revisions.map(({ revision, role, weight }) => [revision, role, weight])).toEqual([
    [1, 'stable', 100],
    [2, 'warm', 0],
  ]);
  const { failed, failures, byRevision } = await traffic.look();
  expect(failed, failures.join('\n')).toBe(0);
  expect(Object.keys(byRevision)).toEqual(expect.arrayContaining(['1', '2']));
});

it('loses nothing in a canary, whose every step has its evidence', async () => {
  const done = await run({ target: 'b', strategy: 'canary', weights: [5, 25, 50], holdMs: 400, requests: 5, watchMs: 0, limits: patient });
  expect(done).toMatchObject({ status: 'succeeded', candidate: 3, stable: 1 });
  expect(done.events.map(({ kind, weight }) => [kind, weight])).toEqual([
    ['started', 0],
    ['ready', 5],
    ['step', 25],
    ['step', 50],
    ['promoted', 100],
    ['finished', 100],
  ]);
  for (const { kind, evidence } of done.events) {
    if (kind !== 'step' && kind !== 'promoted') continue;
    expect(evidence!.candidate.requests).toBeGreaterThanOrEqual(5);
    expect(evidence!.stable.p95).toBeGreaterThan(0);
  }
  const { failed, failures } = await traffic.look();
  expect(failed, failures.join('\n')).toBe(0);
});

it.each([
  ['errors', 'fails', { strategy: 'canary', weights: [25] }],
  ['latency', 'slow', { strategy: 'canary', weights: [10] }],
  ['answers', 'other', { strategy: 'shadow' }],
] as const)('rolls back by itself from a revision that is bad by its %s, and says why', async (reason, target, plan) => {
  const { revision } = lab.serving.get('casas');
  const done = await run({ ...plan, weights: [...('weights' in plan ? plan.weights : [100])], target, requests: 100_000 });
  expect(done).toMatchObject({ status: 'rolled-back', reason });
  const bad = done.events.find(({ kind }) => kind === 'bad')!;
  expect(bad.evidence!.p).toBeLessThan(1e-5);
  if (reason === 'answers') expect(bad.examples[0]!.shadow).toMatch(/baixo/);
  expect(lab.serving.get('casas').revision).toBe(revision);
  expect(rollouts.fleet('casas').revisions).toMatchObject([{ revision, weight: 100, role: 'stable' }]);
  const { failed, byRevision } = await traffic.look();
  // Only the canary's own share fails, and nothing under shadow.
  if (reason === 'errors') expect(failed).toBe(byRevision[String(done.candidate)]);
  else expect(failed).toBe(0);
  const after = await traffic.look();
  expect(after.failed).toBe(0);
});

it('asks a person when an A/B test finds no winner, and does what they say', async () => {
  const tested = await run({ target: 'a', strategy: 'ab', requests: 40, auto: true, watchMs: 0, limits: patient });
  expect(tested).toMatchObject({ status: 'running', phase: 'step', waits: true, weight: 50 });
  expect(tested.events.at(-1)).toMatchObject({ kind: 'tested', evidence: { p: 1 } });
  expect(rollouts.fleet('casas').sticky).toEqual({ by: 'cookie', name: 'bancada-ab' });
  await expect(lab.serving.serve({ target: 'a', endpoint: 'casas' })).rejects.toMatchObject({ code: 'ROLLOUT_RUNNING' });
  await rollouts.wish('casas', { do: 'promote', all: false });
  await rollouts.settled('casas', () => {}, true);
  expect(rollouts.last('casas')).toMatchObject({ status: 'succeeded', reason: null });
  expect(lab.serving.get('casas').revision).toBe(tested.candidate);
  const { failed, failures } = await traffic.look();
  expect(failed, failures.join('\n')).toBe(0);
});

it('follows the load with the number of replicas', async () => {
  const policy = { min: 1, max: 2, concurrency: 0.1, cpu: 1, calmMs: 0 };
  await rollouts.scale('casas', { scaling: policy });
  await expect.poll(() => rollouts.fleet('casas').revisions[0]!.replicas, { timeout: 30_000 }).toBe(2);
  await rollouts.scale('casas', { scaling: { ...policy, concurrency: 1000 } });
  await expect.poll(() => rollouts.fleet('casas').revisions[0]!.replicas, { timeout: 30_000 }).toBe(1);
  await rollouts.scale('casas', { scaling: null });
  const { failed, failures } = await traffic.look();
  expect(failed, failures.join('\n')).toBe(0);
});

it('loses nothing when replicas come and go, and next to nothing when one is killed', async () => {
  await rollouts.scale('casas', { replicas: 3 });
  expect(rollouts.fleet('casas').revisions[0]).toMatchObject({ replicas: 3, wanted: 3 });
  const planned = await traffic.look();
  expect(planned.failed, planned.failures.join('\n')).toBe(0);
  const { reference } = lab.storage.db.prepare<[], { reference: string }>("SELECT reference FROM endpoints WHERE name = 'casas'").get()!;
  process.kill(Number.parseInt(reference, 10), 'SIGKILL');
  await expect
    .poll(() => lab.storage.db.prepare("SELECT reference FROM endpoints WHERE name = 'casas'").get(), { timeout: 20_000 })
    .not.toEqual({ reference });
  await expect.poll(() => rollouts.fleet('casas').revisions[0]!.replicas, { timeout: 20_000 }).toBe(3);
  await rollouts.scale('casas', { replicas: 1 });
  const { failed, failures, sent } = await traffic.look();
  expect(failed, failures.join('\n')).toBeLessThanOrEqual(Math.max(1, sent / 1000));
  expect(rollouts.fleet('casas').revisions[0]).toMatchObject({ replicas: 1, wanted: 1 });
});
