/** Handlers of the contract's `expectations`. */
import { readFileSync } from 'node:fs';
import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { BancadaError } from '../contract/errors.ts';
import type { SuiteResult } from '../contract/expectations.ts';
import type { PipelineRun } from '../contract/pipelines.ts';

interface Deps {
  pipelines: { get(runId: string): PipelineRun };
}

export function expectationsRouter(core: Pick<Core, 'artifacts'>, { pipelines }: Deps) {
  return procedures.expectations.router({
    ofStep: procedures.expectations.ofStep.handler(({ input }) => {
      const run = pipelines.get(input.runId);
      const step = run.steps.find(({ id }) => id === input.step);
      if (!step) throw new BancadaError('STEP_NOT_FOUND', { step: input.step, known: run.steps.map(({ id }) => id).join(', ') });
      const kept = step.kind === 'expect' ? step.outputs.find(({ name }) => name === 'resultado') : undefined;
      return kept && core.artifacts.has(kept.digest) ? (JSON.parse(readFileSync(core.artifacts.path(kept.digest), 'utf8')) as SuiteResult) : null;
    }),
  });
}
