export { instanceKey } from './matrix.ts';
export { coerce, resolveParams } from './params.ts';
export { parsePipeline } from './parse.ts';
export { type PlannedStep, planRun } from './plan.ts';
export { parseIn, readPipeline, specFile } from './read.ts';
export { references, renderAll } from './template.ts';
export { type ArtifactFormat, hasEffects, type OutputSpec, type PipelineSpec, type StepSpec, sourceText } from './types.ts';
export { formatDuration, formatSize, parseSize } from './units.ts';
export { type Condition, paramsOf } from './when.ts';
