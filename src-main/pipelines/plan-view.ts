/** What a pipeline would run with its default parameters, for whoever looks at it before it runs. */
import type { PipelinePlan } from '../contract/pipelines.ts';
import { type PipelineSpec, planRun, readPipeline, resolveParams } from './spec/index.ts';
import { cacheModeOf } from './view.ts';

export function planView(codeFolder: string, pipeline: string): PipelinePlan {
  return viewOf(readPipeline(codeFolder), pipeline);
}

export function viewOf(spec: PipelineSpec, pipeline: string): PipelinePlan {
  const steps = planRun(spec, resolveParams(pipeline, spec.params, {}));
  return {
    name: spec.name,
    params: spec.params,
    service: spec.service?.name ?? null,
    steps: steps.map((step) => {
      const { id, stepId, kind, run, needs } = step;
      return { id, stepId, kind, file: run, needs, cache: cacheModeOf(step) };
    }),
  };
}
