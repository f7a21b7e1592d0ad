/** What a job is given, and how it says what it found: `JobContext`. A step that finds an error ends the job after it. */
import type { Core } from '../common/core.ts';
import type { CiAnnotation, CiJobId, CiRun } from '../contract/ci.ts';
import type { Engine } from '../engines/index.ts';
import type { CiConfig } from './config.ts';
import type { CiParts } from './index.ts';

export type Finding = Omit<CiAnnotation, 'job' | 'step' | 'text' | 'file' | 'line'> & { file?: string | null; line?: number | null; text?: string };

export interface JobContext {
  readonly core: Core;
  readonly parts: CiParts;
  readonly engine: Engine;
  readonly run: CiRun;
  readonly job: CiJobId;
  readonly config: CiConfig;
  /** The code of the commit, a copy of our own. */
  readonly code: string;
  /** Of this run alone: outputs, logs. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Nothing outside of the run changes: no version, no endpoint of the learner's. */
  readonly rehearsal: boolean;
  /** False: every step of the pipeline is done again. */
  readonly cache: boolean;
  /** One part of the job, with its time. An error in it, or a finding of level error, fails the job. */
  step<T>(id: string, work: () => Promise<T>): Promise<T>;
  find(finding: Finding): void;
  /** A line of the job's log. */
  log(text: string): void;
  /** A word on what the step at work came to. */
  note(text: string): void;
  measure(name: string, value: number): void;
  product(name: string, value: string): void;
}

/** Thrown by a step with findings: they say why. */
export class JobFailed extends Error {}
