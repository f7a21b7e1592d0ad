/** What other domains ask of pipelines. */
import type { PipelineRun, RunSummary, StartRun } from '../contract/pipelines.ts';

export interface Pipelines {
  start(options: StartRun & StartOverrides): Promise<{ runId: string }>;
  cancel(runId: string): Promise<void>;
  get(runId: string): PipelineRun;
  list(filter: { pipeline?: string; limit: number; before?: number }): RunSummary[];
  /** Resolves with the run once it has ended. */
  finished(runId: string): Promise<PipelineRun>;
  /** Path of an artifact: `step.output`, `treino[algoritmo=mlp].modelo`, and `/file` inside a folder. Also of a failed step, as evidence. ARTIFACT_NOT_FOUND. */
  artifactPath(runId: string, reference: string): string;
  /** Takes up what a core that died left behind: running steps are adopted or run again. Answers with the runs it took up. */
  recover(): Promise<string[]>;
  /** Ends this core's hold on its runs without ending them: what a crash does, in an orderly way. */
  close(): Promise<void>;
}

/** For checks: run other code or other data than the pipeline names. */
export interface StartOverrides {
  /** Absolute folder to take the code from, in place of the solution's. */
  codeFolder?: string;
  /** Data set id → artifact digest and file name. */
  datasets?: Record<string, { digest: string; path: string; fileName: string }>;
  /** False: nothing leaves the run, so `register` and `deploy` are skipped. */
  effects?: boolean;
  /** Of a pipeline that has no parameter `seed`. */
  seed?: number;
  /** Frozen steps run like any other: for checks, which judge the code as it is. */
  thaw?: boolean;
  /** Ids of steps that run even when the cache knows their results. */
  fresh?: readonly string[];
  /** The run that this one is started from. */
  rerunOf?: string;
  /** Given by whoever may ask twice: the second time, the first run is answered with. */
  runId?: string;
  /** Runs of one lane go one at a time. */
  lane?: string;
}
