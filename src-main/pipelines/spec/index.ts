export { resolveParams } from './params.ts';
export { parsePipeline } from './parse.ts';
export { type PlannedStep, planRun } from './plan.ts';
export { readPipeline, specFile } from './read.ts';
export { render, renderAll } from './template.ts';
export {
  type ArtifactFormat,
  type OutputSpec,
  type PipelineSpec,
  type ResourceSpec,
  type ServiceSpec,
  type Source,
  type StepSpec,
  sourceText,
} from './types.ts';
export { formatDuration, formatSize } from './units.ts';
