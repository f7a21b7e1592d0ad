/** What the domain is made of (`PipelinesDeps`), and what the router shows besides what other domains use (`PipelinesDomain`). */
import type { ContractResult } from '../contract/data-contracts.ts';
import type { LogFound, LogLine, PipelinePlan, RunRecipe, StartRun } from '../contract/pipelines.ts';
import type { QueueLimits, RunQueue } from '../contract/queue.ts';
import type { Rerun, RerunPlan, StepWhy } from '../contract/reruns.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Engines } from '../engines/engines.ts';
import type { Readers } from '../storage/index.ts';
import type { Tables } from '../tables/tables.ts';
import type { Tracking } from '../tracking/tracking.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { Authoring } from './authoring/authoring.ts';
import type { Debugger } from './debug/debugger.ts';
import type { ExecutorDeps } from './executor/context.ts';
import type { LogSearch } from './logs/search.ts';
import type { Pipelines, StartOverrides } from './pipelines.ts';
import type { RunViews } from './views/views.ts';

export interface PipelinesDeps {
  engines: Pick<Engines, 'pick'>;
  catalog: Pick<Datasets, 'dataset'>;
  datasets: ExecutorDeps['datasets'];
  workspaces: Pick<Workspaces, 'codeFolder' | 'writeCode'>;
  /** For looks into Parquet files. */
  tables?: Pick<Tables, 'sample'>;
  tracking: Tracking;
  mlflow: ExecutorDeps['mlflow'];
  automl?: ExecutorDeps['automl'];
  expectations: ExecutorDeps['expectations'];
  features: ExecutorDeps['features'];
  registry: ExecutorDeps['registry'];
  serving: ExecutorDeps['serving'];
  /** Programs at the same time; the machine's processors without it. */
  parallel?: number;
  /** How long an engine that went away is waited for. */
  engineWaitMs?: number;
  secrets?: ExecutorDeps['secrets'];
  language?: ExecutorDeps['language'];
  /** Heavy reads go there; without any they are done at once. */
  readers?: Readers;
  /** What runs at the same time may be; without it, as much as there is. */
  limits?: () => QueueLimits;
}

/** How a run begins, besides what it is made of. */
export type Asked = Pick<StartRun & StartOverrides, 'priority' | 'lane' | 'pauseBefore'>;

/** What the router shows besides what other domains use. */
export interface PipelinesDomain extends Pipelines {
  plan(pipeline: string, solution: Solution): PipelinePlan;
  recipe(runId: string): RunRecipe;
  /** A file of the code as it was when the run began. */
  code(runId: string, path: string): { path: string; content: string };
  reproduce(runId: string): Promise<{ runId: string }>;
  readonly debug: Debugger;
  readonly authoring: Authoring;
  readonly views: RunViews;
  /** A new run from one that ended. */
  rerun(options: Rerun): Promise<{ runId: string }>;
  rerunPlan(options: Rerun): Promise<RerunPlan>;
  /** Why a step ran, or did not. */
  explain(runId: string, step: string): StepWhy;
  /** The pipeline's last run, where starting these would only do the very same again. */
  same(options: StartRun & StartOverrides): Promise<string | null>;
  queue(): RunQueue;
  /** RUN_NOT_FOUND, RUN_NOT_QUEUED. */
  prioritise(runId: string, priority: number): Promise<void>;
  /** How the outputs of a step keep their contracts. RUN_NOT_FOUND. */
  contracts(runId: string, step: string): ContractResult[];
  searchLogs(search: LogSearch): Promise<LogFound>;
  logs(runId: string, filter: { after: number; limit: number; step?: string }): LogLine[];
  /** Looks after a run that another core works on, so that whoever watches it here hears of it too; until the returned function is called. */
  attend(runId: string): () => void;
  /** A second hold on the same home, as another core would have. */
  another(): PipelinesDomain;
}
