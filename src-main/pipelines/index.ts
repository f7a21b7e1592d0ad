/** Pipelines: learners' specifications, run in an engine, recorded durably. */

export { isAlive, leave, newOwner } from '../common/owner.ts';
export { createPipelines } from './create.ts';
export type { PipelinesDomain } from './domain.ts';
export type { Pipelines, StartOverrides } from './pipelines.ts';
export { newRunId } from './prepare.ts';
export { programService } from './program-service.ts';
export { decide, type Entry } from './queue/decide.ts';
export { budgetOf } from './queue/queue.ts';
export { codeDigest, codeFiles } from './snapshot.ts';
export { type PipelineSpec, parseSize, readPipeline, resolveParams, sourceText, specFile } from './spec/index.ts';
export { type Condition, type PlannedStep, paramsOf, planRun, references, type StepSpec } from './spec/index.ts';
