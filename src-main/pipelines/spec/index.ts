export { resolveParams } from './params.ts';
export { type PlannedStep, planRun } from './plan.ts';
export { readPipeline, specFile } from './read.ts';
export { renderAll } from './template.ts';
export { type ArtifactFormat, type OutputSpec, type PipelineSpec, sourceText } from './types.ts';
export { formatDuration, formatSize } from './units.ts';
