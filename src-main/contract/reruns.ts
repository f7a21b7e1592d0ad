/** A run started from one that ended; what it would do; why a step ran. */
import { z } from 'zod';
import { engineKind, scalar } from './base.ts';

export const rerun = z.object({
  runId: z.string(),
  /** Everything; what did not end well and all behind it; one step and all behind it; one step alone. */
  mode: z.enum(['all', 'failed', 'from', 'only']),
  /** Of `from` and `only`: a step, or one instance of it. */
  step: z.string().optional(),
  /** In place of the values of the run. */
  params: z.record(z.string(), scalar).default({}),
  /** The code as it was when the run began, or as it is now. */
  code: z.enum(['snapshot', 'workspace']).default('workspace'),
  cache: z.boolean().default(true),
  /** Without it, that of the run. */
  engine: engineKind.optional(),
  /** Steps, or instances, before which the run pauses. */
  pauseBefore: z.array(z.string()).optional(),
});

export const keyPart = z.enum(['program', 'code', 'engine', 'runtime', 'seed', 'param', 'matrix', 'input', 'output', 'network', 'with', 'state']);

export const diffLine = z.object({
  kind: z.enum(['same', 'added', 'removed', 'gap']),
  text: z.string(),
  before: z.number().int(),
  after: z.number().int(),
});

/** What differs between a step and the same step of an earlier run. Null: it had none. */
export const keyDifference = z.object({
  part: keyPart,
  /** Of the parameter, the input, the output or the file. */
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Of a file of code that both snapshots still hold. */
  diff: z.array(diffLine).nullable(),
});

/**
 * `kept` from the run that this one re-runs, `cached` from another; the rest says why not: `changed` since every earlier result, `first` of its kind,
 * `failed` before (failures are not kept), `gone` results, the cache `off` for the step or `refused` for the run, `forced` by the re-run; an input is still
 * to be `made`; `frozen`: its last good results, whatever changed; `edited` by hand for this run, or `reached` by such an edit; a step that does not run: its `when`, something that it `needs`, `left` out by the re-run, `open`: not decided yet; `unrecorded`: a run
 * from before reasons were kept.
 */
export const stepReason = z.enum([
  'kept',
  'cached',
  'changed',
  'first',
  'failed',
  'gone',
  'off',
  'refused',
  'forced',
  'frozen',
  'edited',
  'reached',
  'made',
  'when',
  'needs',
  'left',
  'open',
  'unrecorded',
]);

export const stepWhy = z.object({
  step: z.string(),
  reason: stepReason,
  /** The run that made what was taken. */
  origin: z.string().nullable(),
  /** The earlier run that the step was compared with: the one that differs least. */
  compared: z.object({ runId: z.string(), startedAt: z.number().int() }).nullable(),
  differences: z.array(keyDifference),
});

export const plannedStep = z.object({
  id: z.string(),
  stepId: z.string(),
  kind: z.enum(['run', 'register', 'deploy', 'dataset', 'expect', 'features', 'materialize']),
  needs: z.array(z.string()),
  /** Its results are taken (kept from the run, or from the cache), it runs, or it is left alone. */
  action: z.enum(['kept', 'cached', 'run', 'skip']),
  why: stepWhy,
  /** Median of its last attempts that ended well on this engine; null where there is none. */
  expectedMs: z.number().nullable(),
});

export const rerunPlan = z.object({
  runId: z.string(),
  pipeline: z.string(),
  engine: engineKind,
  params: z.record(z.string(), scalar),
  steps: z.array(plannedStep),
  /** From start to end, with as many programs at a time as this computer runs; counts only steps whose time is known. */
  expectedMs: z.number(),
  /** Steps that would run and have no history. */
  unknown: z.array(z.string()),
});

export type Rerun = z.input<typeof rerun>;
export type RerunMode = z.infer<typeof rerun>['mode'];
export type DiffLine = z.infer<typeof diffLine>;
export type KeyDifference = z.infer<typeof keyDifference>;
export type StepReason = z.infer<typeof stepReason>;
export type StepWhy = z.infer<typeof stepWhy>;
export type RerunPlan = z.infer<typeof rerunPlan>;
