/** `planRun`: a specification and its parameters as the concrete step instances of one run, in the file's order. */
import type { Scalar } from '../../contract/base.ts';
import { stepsBefore } from './graph.ts';
import { expand, instanceId } from './matrix.ts';
import { renderAll } from './template.ts';
import type { OutputSpec, PipelineSpec, ResourceSpec, Source, StepKind, StepSpec } from './types.ts';
import { holds } from './when.ts';

/** All that a run must know of a step; stored with the run, so that edits and upgrades change nothing in it. */
export interface PlannedStep {
  id: string;
  stepId: string;
  kind: StepKind;
  run: string | null;
  matrix: Record<string, Scalar>;
  params: Record<string, Scalar>;
  with: Record<string, Scalar>;
  needs: string[];
  inputs: { name: string; source: Source; instances: string[]; isMatrix: boolean }[];
  outputs: OutputSpec[];
  /** By output: the file that says what it promises. Missing where there is none. */
  contracts?: Record<string, string>;
  /** False: its `when` does not hold. */
  wanted: boolean;
  retries: StepSpec['retries'];
  timeoutMs: number;
  cache: boolean;
  /** Absent in runs of before. */
  frozen?: boolean;
  resources: ResourceSpec;
  network: StepSpec['network'];
  /** Missing in runs of before. */
  secrets?: string[];
  /** A study. Missing where it is an ordinary program. */
  search?: string;
}

export function planRun(spec: PipelineSpec, params: Readonly<Record<string, Scalar>>): PlannedStep[] {
  const instances = new Map(spec.steps.map((step) => [step.id, expand(step.matrix).map((matrix) => instanceId(step.id, matrix))]));
  const isMatrix = new Map(spec.steps.map((step) => [step.id, Object.keys(step.matrix).length > 0]));
  return spec.steps.flatMap((step) =>
    expand(step.matrix).map((matrix) => ({
      id: instanceId(step.id, matrix),
      stepId: step.id,
      kind: step.kind,
      run: step.run,
      matrix,
      params: renderAll(step.params, params),
      with: renderAll(step.with, params),
      needs: stepsBefore(step).flatMap((id) => instances.get(id)!),
      inputs: Object.entries(step.inputs).map(([name, source]) => ({
        name,
        source,
        instances: source.kind === 'step' ? instances.get(source.stepId)! : [],
        isMatrix: source.kind === 'step' && isMatrix.get(source.stepId)!,
      })),
      outputs: step.outputs,
      ...(Object.keys(step.contracts).length > 0 && { contracts: step.contracts }),
      wanted: step.when === null || holds(step.when, params),
      retries: step.retries,
      timeoutMs: step.timeoutMs,
      cache: step.cache,
      frozen: step.frozen,
      resources: step.resources,
      network: step.network,
      secrets: step.secrets,
      ...(step.search !== null && { search: step.search }),
    })),
  );
}
