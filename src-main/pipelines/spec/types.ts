/** A pipeline as its file says it, checked and with every default filled in. */
import type { Scalar } from '../../contract/base.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import type { Network } from '../../engines/engine.ts';
import type { Condition } from './when.ts';

export type ArtifactFormat = 'json' | 'jsonl' | 'csv' | 'folder' | 'file';
export type StepKind = 'run' | 'register' | 'deploy' | 'dataset' | 'expect' | 'features' | 'materialize';

/** Whether a step brings something about outside of its run, and nothing else: rehearsals leave it out. What `materialize` leaves is read by others, and published only where effects are wanted. */
export const hasEffects = (kind: StepKind): boolean => kind === 'register' || kind === 'deploy' || kind === 'dataset';

export interface PipelineSpec {
  name: string;
  params: ParamSpec[];
  steps: StepSpec[];
  service: ServiceSpec | null;
  /** What limits of the queue go by. */
  tags: string[];
}

export interface StepSpec {
  id: string;
  kind: StepKind;
  /** The program, relative to the workspace; null for a built-in. */
  run: string | null;
  needs: string[];
  inputs: Record<string, Source>;
  outputs: OutputSpec[];
  /** By output: the file that says what it promises. */
  contracts: Record<string, string>;
  /** May hold `${params.x}`. */
  params: Record<string, Scalar>;
  matrix: Record<string, Scalar[]>;
  when: Condition | null;
  /** The condition as the file says it. */
  whenText: string | null;
  retries: { max: number; delayMs: number; factor: number };
  timeoutMs: number;
  cache: boolean;
  /** Its last good results are used, whatever changed since. */
  frozen: boolean;
  resources: ResourceSpec;
  network: Network;
  /** Variables of Bancada's environment that the program is given, and that its logs never show. */
  secrets: string[];
  /** A study: the program measures the trials of a search. */
  search: string | null;
  /** What a built-in is told; may hold `${params.x}`. */
  with: Record<string, Scalar>;
}

export interface ServiceSpec {
  name: string;
  run: string;
  inputs: Record<string, Source>;
  params: Record<string, Scalar>;
  resources: ResourceSpec;
}

export interface ResourceSpec {
  cpus: number;
  memoryBytes: number;
  diskBytes: number;
  logBytes: number;
}

export interface OutputSpec {
  name: string;
  fileName: string;
  format: ArtifactFormat;
}

export type Source = { kind: 'dataset'; id: string } | { kind: 'step'; stepId: string; output: string };

/** `dataset:penguins`, `dataset:voos@v3` or `step.output`, as the file says it. */
export function sourceText(source: Source): string {
  return source.kind === 'dataset' ? `dataset:${source.id}` : `${source.stepId}.${source.output}`;
}
