/** What a pipeline would run with its default parameters, for whoever looks at it before it runs. */
import type { PipelinePlan } from '../contract/pipelines.ts';
import { planRun, readPipeline, resolveParams } from './spec/index.ts';

export function planView(codeFolder: string, pipeline: string): PipelinePlan {
  const spec = readPipeline(codeFolder);
  const steps = planRun(spec, resolveParams(pipeline, spec.params, {}));
  return {
    name: spec.name,
    params: spec.params,
    service: spec.service?.name ?? null,
    steps: steps.map(({ id, stepId, kind, run, needs }) => ({ id, stepId, kind, file: run, needs })),
  };
}
