/** What is stored of runs, steps and attempts, in our own terms. */
import type { EngineKind, Failure, Scalar } from '../contract/base.ts';
import type { RunStatus, StepRun, StepStatus } from '../contract/pipelines.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { KeyInput } from './cache/key.ts';
import type { ArtifactFormat, PlannedStep } from './spec/index.ts';

export interface RunPlan {
  seed: number;
  /** Snapshot of the learner's code; never written to. */
  codeDir: string;
  cache: boolean;
  /** False: nothing leaves the run, so built-in steps are skipped. */
  effects: boolean;
  steps: PlannedStep[];
  datasets: Record<string, { digest: string; path: string; fileName: string; format: ArtifactFormat }>;
  /** What limits of the queue go by; none in runs from before there was one. */
  tags?: string[];
  /** Of a re-run, and of a run with frozen or forced steps. */
  rerun?: {
    /** Instances that run even when the cache knows their results. */
    forced: string[];
    /** Instances whose results are taken over. */
    kept: string[];
    /** Of these, the ones that are frozen. */
    frozen?: string[];
    /** Instances that the re-run does without. */
    left: string[];
  };
}

export interface RunRecord {
  runId: string;
  pipeline: string;
  solution: Solution;
  engine: EngineKind;
  rerunOf: string | null;
  status: RunStatus;
  params: Record<string, Scalar>;
  plan: RunPlan;
  startedAt: number;
  endedAt: number | null;
  trackingRunId: string | null;
  model: { name: string; version: string } | null;
  endpoint: string | null;
  error: Failure | null;
  owner: string | null;
}

export interface StepRecord {
  id: string;
  status: StepStatus;
  attempts: number;
  retryAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  progress: StepRun['progress'];
  metrics: Record<string, number>;
  outputs: StoredOutput[];
  trackingRunId: string | null;
  error: Failure | null;
  /** Of results that were taken: the run that made them. */
  origin: string | null;
}

/** What a step's key was made of, besides what its run's plan says. */
export interface KeyRecord {
  /** Null: the step is not to be cached. */
  key: string | null;
  parts: {
    /** Digest of the program with all that it reaches; null for a built-in. */
    code: string | null;
    runtime: string | null;
    inputs: readonly KeyInput[];
    /** Of a built-in: what it depends on outside the run. */
    state: unknown;
  };
}

/** A step as a re-run takes it over. */
export interface KeptStep {
  record: StepRecord;
  known: KeyRecord | null;
}

export interface StoredOutput {
  name: string;
  /** File or folder name, without a slash. */
  path: string;
  digest: string;
  bytes: number;
  kind: 'file' | 'folder';
}

export interface AttemptRecord {
  launchId: string;
  runId: string;
  stepId: string;
  attempt: number;
  startedAt: number;
  /** When its program ended; its outputs are taken after that. */
  exitedAt: number | null;
  reference: string | null;
  stdoutSeen: number;
  stderrSeen: number;
}

export type AttemptEnd = 'succeeded' | 'failed' | 'cancelled' | 'lost';

/** What a step told of itself: kept with its cached outputs, to be told again by a run that takes them. */
export interface Evidence {
  params: Record<string, string>;
  tags: Record<string, string>;
  metrics: { key: string; value: number; step: number; timestamp: number }[];
}

export interface CacheEntry {
  outputs: StoredOutput[];
  evidence: Evidence;
  /** Of a built-in: what it brought about. */
  result: BuiltinResult | null;
}

/** A cache entry with the run that made it. */
export type KnownEntry = CacheEntry & { runId: string };

export type BuiltinResult =
  | { kind: 'register'; name: string; version: string; digest: string; alias: string | null }
  | { kind: 'dataset'; name: string; version: number; digest: string; tag: string | null }
  | { kind: 'deploy'; endpoint: string; revision: number; model: string; version: string }
  | { kind: 'expect'; suite: string }
  | { kind: 'features'; store: string }
  | { kind: 'materialize'; store: string; digest: string };

export const endedSteps: ReadonlySet<StepStatus> = new Set(['succeeded', 'failed', 'cancelled', 'skipped', 'cached']);
export const isOpen = (status: RunStatus): boolean => status === 'pending' || status === 'running';
