/**
 * Random pipelines against what they must come to: a plain recursion over the graph, without any of the executor's bookkeeping. All on one home, which
 * takes longer to make than a pipeline to run; each pipeline has an engine and a core of its own.
 */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { PipelineRun, StepStatus } from '../../contract/pipelines.ts';
import { createFakeEngine, type FakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../test-support/lab.ts';

const lab = openTestLab(createFakeEngine(), { 'x.ts': '' });
afterAll(() => lab[Symbol.asyncDispose]());

interface StepModel {
  needs: number[];
  /** How many attempts fail before one does not. */
  failures: number;
  retries: number;
  wanted: boolean;
  matrix: number;
}

const graph = fc.array(
  fc.record({
    needs: fc.array(fc.nat(), { maxLength: 3 }),
    failures: fc.nat({ max: 2 }),
    retries: fc.nat({ max: 2 }),
    wanted: fc.constantFrom(true, true, true, false),
    matrix: fc.constantFrom(0, 0, 0, 2, 3),
  }),
  { minLength: 1, maxLength: 9 },
);

function modelOf(raw: readonly StepModel[]): StepModel[] {
  return raw.map((step, index) => ({ ...step, needs: index === 0 ? [] : [...new Set(step.needs.map((need) => need % index))] }));
}

const instances = (step: StepModel, index: number) =>
  step.matrix === 0 ? [`s${index}`] : Array.from({ length: step.matrix }, (_, k) => `s${index}[k=${k}]`);

function yamlOf(model: readonly StepModel[]): string {
  const steps = model.map((step, index) => ({
    id: `s${index}`,
    run: 'x.ts',
    needs: step.needs.map((need) => `s${need}`),
    outputs: ['o.json'],
    cache: false,
    retries: { max: step.retries, delay: '1ms', factor: 1 },
    ...(step.matrix > 0 && { matrix: { k: Array.from({ length: step.matrix }, (_, k) => k) } }),
    ...(!step.wanted && { when: 'params.yes == false' }),
  }));
  return stringify({ name: 'random', params: { yes: { type: 'boolean', default: true } }, steps });
}

function oracle(model: readonly StepModel[]): Map<string, { status: StepStatus; attempts: number }> {
  const good = (index: number): boolean => {
    const step = model[index]!;
    return step.wanted && step.needs.every(good) && step.failures <= step.retries;
  };
  const expected = new Map<string, { status: StepStatus; attempts: number }>();
  for (const [index, step] of model.entries()) {
    const runs = step.wanted && step.needs.every(good);
    const attempts = runs ? Math.min(step.failures, step.retries) + 1 : 0;
    const status = !runs ? 'skipped' : step.failures <= step.retries ? 'succeeded' : 'failed';
    for (const id of instances(step, index)) expected.set(id, { status, attempts });
  }
  return expected;
}

const scriptsOf = (model: readonly StepModel[], ms = 0) =>
  Object.fromEntries(
    model.flatMap((step, index) => instances(step, index).map((id) => [id, { codes: [...Array.from({ length: step.failures }, () => 1), 0], ms }])),
  );

/** A core of its own, which works on nothing but the given pipeline. */
async function onCore<T>(
  engine: FakeEngine,
  model: readonly StepModel[],
  parallel: number,
  use: (pipelines: TestLab['pipelines']) => Promise<T>,
): Promise<T> {
  lab.write({ 'pipeline.yaml': yamlOf(model) });
  const pipelines = lab.another(engine, { parallel });
  try {
    return await use(pipelines);
  } finally {
    await pipelines.close();
  }
}

test('every step ends as its graph says, and starts exactly as often', async () => {
  await fc.assert(
    fc.asyncProperty(graph, fc.integer({ min: 1, max: 4 }), async (raw, parallel) => {
      const model = modelOf(raw);
      const engine = createFakeEngine(scriptsOf(model));
      const run = await onCore(engine, model, parallel, async (pipelines) => {
        const { runId } = await pipelines.start({ pipeline: 'random' });
        return pipelines.finished(runId);
      });
      const expected = oracle(model);

      expect(Object.fromEntries(run.steps.map(({ id, status, attempts }) => [id, { status, attempts }]))).toEqual(Object.fromEntries(expected));
      expect(run.status).toBe([...expected.values()].some(({ status }) => status === 'failed') ? 'failed' : 'succeeded');
      for (const [id, { attempts }] of expected) expect(engine.started.filter((started) => started === id)).toHaveLength(attempts);
      expect(engine.mostAtOnce).toBeLessThanOrEqual(parallel);
      expectOrder(run);
    }),
    { numRuns: 40 },
  );
});

test('after a cancel nothing runs, and every step has come to an end', async () => {
  await fc.assert(
    fc.asyncProperty(graph, fc.nat({ max: 30 }), async (raw, afterMs) => {
      const model = modelOf(raw);
      const engine = createFakeEngine(scriptsOf(model, 8));
      await onCore(engine, model, 4, async (pipelines) => {
        const { runId } = await pipelines.start({ pipeline: 'random' });
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        await pipelines.cancel(runId).catch((error) => expect(error).toMatchObject({ code: 'RUN_FINISHED' }));
        const run = await pipelines.finished(runId);

        expect(engine.running.size).toBe(0);
        expect(run.endedAt).not.toBeNull();
        for (const step of run.steps) expect(['succeeded', 'failed', 'cancelled', 'skipped']).toContain(step.status);
        if (run.status === 'cancelled') expect(run.steps.some((step) => step.status === 'cancelled')).toBe(true);
        const started = engine.started.length;
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(engine.started).toHaveLength(started);
      });
    }),
    { numRuns: 25 },
  );
});

/** No step begins before all that it needs has ended well. */
function expectOrder(run: PipelineRun): void {
  const byId = new Map(run.steps.map((step) => [step.id, step]));
  for (const step of run.steps.filter(({ attempts }) => attempts > 0)) {
    for (const id of step.needs) {
      const need = byId.get(id)!;
      expect(need.status).toBe('succeeded');
      expect(need.endedAt!).toBeLessThanOrEqual(step.startedAt!);
    }
  }
}
