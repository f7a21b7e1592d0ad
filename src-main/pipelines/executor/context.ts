/** What executing one run needs: its records in memory, durable changes to them, and the signals that end it. */
import type { Automl } from '../../automl/automl.ts';
import type { Core } from '../../common/core.ts';
import type { Datasets } from '../../datasets/index.ts';
import type { Engine, StepLaunch } from '../../engines/engine.ts';
import type { Expectations } from '../../expectations/expectations.ts';
import type { Features } from '../../features/features.ts';
import type { Mlflow } from '../../mlflow/mlflow.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Serving } from '../../serving/serving.ts';
import type { Tracking } from '../../tracking/tracking.ts';
import type { StepEdits } from '../debug/edits.ts';
import type { Slots } from '../queue/slots.ts';
import type { Evidence, RunRecord, StepRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import type { StepChange, Store, Writes } from '../store.ts';
import type { Ahead } from './ahead.ts';

export interface ExecutorDeps {
  core: Core;
  /** Steps with `search` need it. */
  automl?: Automl;
  store: Store;
  tracking: Tracking;
  registry: Pick<Registry, 'register' | 'setAlias' | 'resolve'>;
  serving: Pick<Serving, 'serve' | 'list'>;
  datasets: Pick<Datasets, 'publish' | 'resolve'>;
  expectations: Pick<Expectations, 'check' | 'parse' | 'checkContract' | 'parseContract'>;
  features: Pick<Features, 'parse' | 'trainingSet' | 'snapshot' | 'publish' | 'noteHistory' | 'isOnline'>;
  mlflow: Mlflow;
  slots: Slots;
  /** How long an engine that went away is waited for; ten minutes without it. */
  engineWaitMs?: number;
  /** What no log may show, besides what steps are given: tokens of the lab's own. */
  secrets?: () => readonly (string | null)[];
  /** In which steps that begin now speak to the learner. */
  language?: () => NonNullable<StepLaunch['language']>;
}

export interface RunContext {
  readonly deps: ExecutorDeps;
  readonly run: RunRecord;
  readonly engine: Engine;
  readonly steps: ReadonlyMap<string, ActiveStep>;
  /** Aborts when the run is to end now: cancelled, or let go of. */
  readonly signal: AbortSignal;
  readonly cancelled: boolean;
  /** Changes what is stored; resolves once it is durable. Throws `LetGo` when the run is no longer ours. */
  change<T>(change: (put: Writes) => T, patience?: Patience): Promise<T>;
  /**
   * Work that nobody has to wait for: storage commits in the order of asking, so whatever is awaited later is durable no sooner than this.
   * What goes wrong in it comes out of `settled`.
   */
  later(work: Promise<unknown>): void;
  /** Resolves once all such work is done. */
  settled(): Promise<void>;
  /** Puts work on files off until a program has started or nothing is left to start: beside it, a start takes a millisecond more. */
  tidy(work: () => Promise<void>): Promise<void>;
  /** A program has started: does what was put off. */
  started(): void;
  /** Programs of steps that come next. */
  readonly ahead: Ahead;
  /** Whether a step was edited by hand, or reads what such a step left. */
  isReachedByEdits(id: string): boolean;
  /** Number of the next line of log. */
  nextSeq(): number;
  /** Makes the engine ready for a program, once for each language; answers with the digest of what it runs on. */
  runtime(entry: string): Promise<string>;
  /** The images that its programs ran in so far, as tags of the tracking run. */
  readonly images: Readonly<Record<string, string>>;
  /** The tracking run of the whole run, started at its first use. */
  trackingRun(): Promise<string>;
  cancel(): void;
  letGo(): void;
}

/** How long a change may wait for the commit of another: see `Storage.write`. */
export type Patience = { withinMs: number };

/** For what nobody waits for: the next step's launch is a few milliseconds away and takes it along. */
export const unhurried: Patience = { withinMs: 10 };

/** For what only tells of a program that is at work: what comes of that program takes it along. */
export const leisurely: Patience = { withinMs: 500 };

export interface ActiveStep {
  readonly plan: PlannedStep;
  readonly position: number;
  record: StepRecord;
  evidence: Evidence;
  /** What was changed by hand for this run. */
  edits: StepEdits | null;
  /** Log stored so far. */
  logged: { lines: number; bytes: number; omitted: number };
}

/** The run belongs to somebody else now: whatever was being done for it ends here, silently. */
export class LetGo extends Error {}

/** Changes a step, in memory at once; resolves when the change is durable. */
export function changeStep(
  context: RunContext,
  step: ActiveStep,
  asked: StepChange,
  more?: (put: Writes) => void,
  patience?: Patience,
): Promise<void> {
  const startedAt = step.record.startedAt ?? asked.startedAt ?? null;
  // Whoever sets the clock back, no step takes less than no time.
  const change = asked.endedAt == null ? asked : { ...asked, endedAt: Math.max(asked.endedAt, startedAt ?? asked.endedAt) };
  const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  step.record = { ...step.record, ...known, retryAt: change.retryAt ?? null, startedAt };
  return context.change((put) => {
    put.step(context.run.runId, step.plan.id, change);
    more?.(put);
  }, patience);
}

export function emptyEvidence(): Evidence {
  return { params: {}, tags: {}, metrics: [] };
}
