export { specFile, readPipeline } from './read.ts';
export { parsePipeline } from './parse.ts';
export { resolveParams } from './params.ts';
export { type PlannedStep, planRun } from './plan.ts';
export { render, renderAll } from './template.ts';
export { type ArtifactFormat, type OutputSpec, type PipelineSpec, type ResourceSpec, type ServiceSpec, type Source, type StepSpec, sourceText } from './types.ts';
export { formatDuration, formatSize } from './units.ts';
