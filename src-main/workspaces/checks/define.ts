/** What a challenge's `checks.ts` is written against. The file runs in the core and is ours; whatever is the learner's runs in an engine. */
import type { EngineKind } from '../../contract/base.ts';
import type { CiJobId, CiRun } from '../../contract/ci.ts';
import type { CloudApply, CloudCall } from '../../contract/cloud.ts';
import type { Bill, PlanCost } from '../../contract/cloud-cost.ts';
import type { PolicyReview } from '../../contract/cloud-iam.ts';
import type { CloudPlan, CloudProblem } from '../../contract/cloud-plan.ts';
import type { ExportTarget } from '../../contract/exports.ts';
import type { LoadPlanInput, LoadResult } from '../../contract/load.ts';
import type { RegistryEvent } from '../../contract/registry.ts';
import type { Rollout, RolloutPlanInput } from '../../contract/rollout.ts';
import type { TrackedRun } from '../../contract/tracking.ts';

export function defineChecks(checks: Record<string, CheckFunction>): Record<string, CheckFunction> {
  return checks;
}

export type CheckFunction = (lab: CheckLab) => Promise<CheckVerdict>;

export interface CheckVerdict {
  ok: boolean;
  /** What was found, as the learner should read it. */
  seen: string;
  expected: string;
  where?: { file: string; line?: number };
  /** Outputs that the run did not leave: there was nothing to look at. */
  missing?: readonly string[];
}

export interface CheckLab {
  readonly seed: number;
  readonly engine: EngineKind;
  /**
   * The learner's pipeline. The same params give the same run within one check session (the pipeline's own cache still applies); without options it is
   * the run that the learner made last, where another would be the very same.
   */
  run(options?: RunOptions): Promise<RunView>;
  /** Runs `file` of the challenge's folder in the engine, beside a copy of the learner's code (`../monolito.ts` from `sondas/x.ts`). */
  probe(file: string, options?: ProbeOptions): Promise<RunView>;
  /** Starts the pipeline's `service`, stopped when the check ends. */
  service(): Promise<ServiceView>;
  /**
   * Sends requests at the plan's rate, whatever the answers, to the service that this check started (or to another endpoint, by its name), from a process of its
   * own; latencies count from the time at which each was due. `lab.load({ profile: { kind: 'constant', rate: 200, seconds: 5 }, bodies: [row] })`.
   */
  load(plan: CheckLoad): Promise<LoadResult>;
  /**
   * The model that the learner's run registered, served behind the gateway like any endpoint; one for the whole session. With `spoil`, one whose files are
   * changed first, stopped when the check ends: ENDPOINT_NOT_READY when it does not start.
   */
  endpoint(options?: { spoil?: Spoil }): Promise<EndpointView>;
  /** That model over a table, as `bancada batch` does it; with `interrupt` broken off after some rows and taken up again. */
  batch(rows: readonly CheckRow[], options?: { interrupt?: boolean }): Promise<BatchView>;
  /** The lab's own online store, as anybody would ask it: values at a moment, the views that know the key, and how long the answer took. */
  online(store: string, keys: Record<string, string>, at: number): Promise<{ values: Record<string, unknown>; known: string[]; micros: number }>;
  /** The five jobs on the learner's code, changed as asked. The same question is asked once. It deploys to an endpoint of its own. */
  ci(options?: CiOptions): Promise<CiRun>;
  /** The learner's plan for a managed cloud: read, reviewed, reckoned, carried out in the lab's simulation, and exported. */
  readonly cloud: CheckCloud;
  /** The exported workflow of GitHub Actions. */
  workflow(): Promise<string>;
  /** Back to the revision before of what `ci` deployed, and how long it took until the address answered again. */
  rollBack(run: CiRun): Promise<{ ms: number; status: number; body: string }>;
  /** The runs that the programs of a pipeline's run started below its own, as the lab's tracking server holds them; those that MLflow's filter finds. */
  tracked(runId: string, filter?: string): Promise<TrackedRun[]>;
  /** The tags that a pipeline's run left in tracking. */
  tags(runId: string): Record<string, string>;
  /** Every value of a metric of a tracked run, oldest first. */
  history(trackingRunId: string, key: string): Promise<{ step: number; value: number | string }[]>;
  /** A registered model as the lab itself knows it, whatever programs say of it; null when there is none. */
  registered(name: string): RegisteredView | null;
  /** The learner's files, by path. */
  files(): Promise<Record<string, string>>;
  /** The pipeline's parsed specification, as JSON. */
  spec(): Promise<PipelineView>;
  /** A verdict; values become text (numbers with four digits). */
  expect(ok: boolean, about: { seen: unknown; expected: unknown; where?: CheckVerdict['where'] }): CheckVerdict;
  /** A failed verdict that says which outputs (`step.output`) are not there, instead of figures about nothing. */
  missing(outputs: readonly string[], where: CheckVerdict['where']): CheckVerdict;
}

export interface RunOptions {
  params?: Record<string, string | number | boolean>;
  /** False: run every step again. True: a run of its own, to see what it takes from the cache. */
  cache?: boolean;
  /** Other data for the inputs that name a data set: data set id → rows. */
  replaceDatasets?: Record<string, Record<string, string | number | boolean | null>[]>;
  /** Changes the learner's files for this run only. */
  editFiles?: Record<string, (text: string) => string>;
  /** Kills the core's hold on the run once this step has started, then recovers it. */
  interruptAt?: string;
}

export type CheckLoad = Omit<LoadPlanInput, 'endpoint'> & { endpoint?: string };
export interface CiOptions {
  /** One of the lab's pull requests (`pedidos.yaml`), on a branch of its own. */
  pullRequest?: string;
  /** Changes files, or adds them. */
  edit?: Record<string, (text: string) => string>;
  jobs?: readonly CiJobId[];
  branch?: string;
  /** False: nothing of the pipeline is taken from the cache. */
  cache?: boolean;
}

export interface CheckCloud {
  plan(file?: string): Promise<{ problems: CloudProblem[]; plan: CloudPlan | null }>;
  /** Of every role of the plan, or of one. */
  review(role?: string): Promise<PolicyReview[]>;
  cost(): Promise<PlanCost>;
  /** Of a file of quantities of the learner's; without `bill`, what is wrong with it. */
  bill(file: string): Promise<{ bill: Bill | null; problems: CloudProblem[] }>;
  /**
   * The plan carried out: the job is the learner's own run, endpoints are temporary. Of one session the same quotas are asked for once; what was made ends with the session.
   * `calls`: what was asked of the providers, in order, with what was refused.
   */
  apply(options?: CloudRehearsal): Promise<CloudApply & { calls: CloudCall[] }>;
  /** As `bancada export` writes it: of the pipeline, or of the registered model behind an endpoint. */
  export(target: ExportTarget): Promise<{ files: Record<string, string>; images: string[] }>;
}

export interface CloudRehearsal {
  quotas?: Record<string, number>;
  /** What comes after the job is left out. */
  trainOnly?: boolean;
}

export interface ProbeOptions {
  /** Input name → data set id. */
  datasets?: Record<string, string>;
  params?: Record<string, string | number | boolean>;
}

export interface RunView {
  runId: string;
  status: string;
  error: { code: string; message: string; step?: string; file?: string; line?: number } | null;
  metrics: Record<string, number>;
  model: { name: string; version: string } | null;
  steps: { id: string; status: string; attempts: number; cached: boolean; durationMs: number; metrics: Record<string, number> }[];
  /** The bytes of `step.output` (`treino[algoritmo=mlp].modelo` for a matrix instance; a file inside a folder after `/`). */
  artifact(reference: string): Promise<string>;
}

/** A row as a check makes it up. */
export type CheckRow = Readonly<Record<string, string | number | boolean | null>>;

/** The files of a model's folder, by name, and what is made of them. */
export type Spoil = (files: Readonly<Record<string, string>>) => Record<string, string>;

export interface EndpointView extends Pick<ServiceView, 'readyMs' | 'fetch'> {
  readonly name: string;
  /** The same model, or what `spoil` makes of it, as the candidate of a rollout. */
  rollout(plan: Omit<RolloutPlanInput, 'endpoint' | 'target'>, spoil?: Spoil): Promise<{ now(): Rollout; settled(): Promise<Rollout> }>;
}

export interface BatchView {
  status: string;
  good: number;
  bad: number;
  /** It was broken off, and went on from there. */
  resumed: boolean;
  error: string | null;
  /** The output, as CSV. */
  text: string;
}

export interface ServiceView {
  url: string;
  /** Milliseconds from start to the first ready answer. */
  readyMs: number;
  fetch(path: string, init?: { method?: string; body?: unknown; raw?: string }): Promise<{ status: number; body: unknown; ms: number }>;
  restart(): Promise<{ readyMs: number }>;
}

export interface RegisteredView {
  aliases: Record<string, string>;
  tags: Record<string, string>;
  versions: { version: string; trackingRunId: string | null; description: string }[];
  /** Oldest first. */
  events: RegistryEvent[];
}

export interface PipelineView {
  name: string;
  steps: {
    id: string;
    run?: string;
    uses?: string;
    needs: string[];
    inputs: Record<string, string>;
    outputs: string[];
    matrix: Record<string, unknown[]>;
    retries: number;
    cache: boolean;
    when?: string;
  }[];
  service: { name: string; run: string } | null;
}
