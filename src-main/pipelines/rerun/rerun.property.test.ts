/** Random pipelines, re-run from anywhere with anything changed, against a full run of the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { PipelineRun } from '../../contract/pipelines.ts';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab } from '../test-support/lab.ts';

const graph = fc.array(fc.record({ reads: fc.array(fc.nat(), { maxLength: 3 }), matrix: fc.constantFrom(0, 0, 0, 2) }), {
  minLength: 1,
  maxLength: 8,
});
type Model = { reads: number[]; matrix: number }[];

const modelOf = (raw: Model): Model =>
  raw.map(({ reads, matrix }, index) => ({ matrix, reads: index === 0 ? [] : [...new Set(reads.map((read) => read % index))] }));

function yamlOf(model: Model): string {
  const steps = model.map(({ reads, matrix }, index) => ({
    id: `s${index}`,
    run: 'x.ts',
    inputs: Object.fromEntries(reads.map((read) => [`i${read}`, `s${read}.o`])),
    outputs: ['o.json'],
    params: { p: `\${params.p${index}}` },
    ...(matrix > 0 && { matrix: { k: Array.from({ length: matrix }, (_, k) => k) } }),
  }));
  const params = Object.fromEntries(model.map((_, index) => [`p${index}`, { type: 'integer', default: 0 }]));
  return stringify({ name: 'random', params, steps });
}

const outputsOf = (run: PipelineRun) => run.steps.map(({ id, outputs }) => [id, outputs]);

function behind(model: Model, from: number): Set<number> {
  const found = new Set([from]);
  for (const [index, { reads }] of model.entries()) if (reads.some((read) => found.has(read))) found.add(index);
  return found;
}

test('a re-run from any step, with params of it and of what is behind it changed, gives what a full run gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      graph,
      fc.nat(),
      fc.boolean(),
      fc.array(fc.nat({ max: 2 }), { minLength: 8, maxLength: 8 }),
      async (raw, at, fromStep, values) => {
        const model = modelOf(raw);
        const failing = at % model.length;
        const scripts: Record<string, { codes: number[] }> = {};
        if (!fromStep) for (const id of [`s${failing}`, `s${failing}[k=0]`]) scripts[id] = { codes: [1] };
        const engine = createFakeEngine(scripts);
        await using lab = openTestLab(engine, { 'pipeline.yaml': yamlOf(model), 'x.ts': '' });
        const { runId } = await lab.pipelines.start({ pipeline: 'random' });
        const first = await lab.pipelines.finished(runId);
        for (const script of Object.values(scripts)) script.codes = [0];
        const params = Object.fromEntries([...behind(model, failing)].map((index) => [`p${index}`, values[index]!]));
        const options = { runId, params, ...(fromStep ? { mode: 'from' as const, step: `s${failing}` } : { mode: 'failed' as const }) };
        // Of a matrix step that failed, the instances that did not are kept: they know nothing of a change of their params.
        if (!fromStep && model[failing]!.matrix > 0) delete params[`p${failing}`];

        const plan = await lab.pipelines.rerunPlan(options);
        const again = await lab.pipelines.finished((await lab.pipelines.rerun(options)).runId);
        const full = await lab.pipelines.finished((await lab.pipelines.start({ pipeline: 'random', params, cache: false })).runId);

        expect(again.status).toBe('succeeded');
        expect(outputsOf(again)).toEqual(outputsOf(full));
        expect(lab.pipelines.get(runId)).toEqual(first);
        for (const [index, { action, why }] of plan.steps.entries()) {
          const { status, origin } = again.steps[index]!;
          // Only what waited for its inputs may still be found in the cache, once they are there.
          const expected = action === 'run' ? (why.reason === 'made' ? ['succeeded', 'cached'] : ['succeeded']) : ['cached'];
          expect(expected).toContain(status);
          if (action !== 'run') expect(origin).toBe(why.origin);
        }
      },
    ),
    { numRuns: 40 },
  );
});
