/** Pipelines: learners' specifications, run in an engine, recorded durably. */

export { isAlive, leave, newOwner } from '../common/owner.ts';
export { createPipelines } from './create.ts';
export type { PipelinesDomain } from './domain.ts';
export { createEventReader } from './executor/events.ts';
export type { Pipelines, StartOverrides } from './pipelines.ts';
export { newRunId } from './prepare.ts';
export { programService } from './program-service.ts';
export { decide, type Entry } from './queue/decide.ts';
export { budgetOf } from './queue/queue.ts';
export { codeDigest, codeFiles } from './snapshot.ts';
export {
  type Condition,
  instanceKey,
  type PipelineSpec,
  type PlannedStep,
  paramsOf,
  parseSize,
  planRun,
  readPipeline,
  references,
  resolveParams,
  type StepSpec,
  sourceText,
  specFile,
} from './spec/index.ts';
