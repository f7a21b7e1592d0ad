/** Runs of pipelines: started here, watched here. A run outlives the window that started it. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { engineKind, failure, instant, procedure, scalar } from './base.ts';
import { priority, tag } from './queue.ts';
import { rerun, rerunPlan, stepWhy } from './reruns.ts';
import { solution } from './workspaces.ts';

export const runStatus = z.enum(['pending', 'running', 'succeeded', 'failed', 'cancelled']);
export const stepStatus = z.enum(['pending', 'paused', 'waiting', 'running', 'succeeded', 'failed', 'cancelled', 'skipped', 'cached']);

export const cacheMode = z.enum(['on', 'off', 'frozen']);

export const stepRun = z.object({
  /** `treino[algoritmo=mlp]` for an instance of a matrix. */
  id: z.string(),
  stepId: z.string(),
  matrix: z.record(z.string(), scalar),
  needs: z.array(z.string()),
  kind: z.enum(['run', 'register', 'deploy', 'dataset', 'expect', 'features', 'materialize']),
  file: z.string().nullable(),
  status: stepStatus,
  attempts: z.number().int(),
  cached: z.boolean(),
  /** Of a step whose results were taken: the run that made them; null also where that was not kept. */
  origin: z.string().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationMs: z.number(),
  progress: z.object({ fraction: z.number(), message: z.string() }).nullable(),
  metrics: z.record(z.string(), z.number()),
  outputs: z.array(z.object({ name: z.string(), path: z.string(), digest: z.string(), bytes: z.number() })),
  trackingRunId: z.string().nullable(),
  error: failure.nullable(),
  /** Whether its results are kept: `off` runs every time, `frozen` keeps the last good ones whatever changes. */
  cache: cacheMode,
  /** Of the debugger; null of an ordinary step. */
  debug: z
    .object({
      breakpoint: z.boolean(),
      pausedAt: instant.nullable(),
      /** Its inputs or parameters were changed by hand for this run. */
      edited: z.boolean(),
      /** That, or it reads what came of such a change. */
      reached: z.boolean(),
    })
    .nullable(),
});

export const runSummary = z.object({
  runId: z.string(),
  /** The run that this one was started from. */
  rerunOf: z.string().nullable(),
  pipeline: z.string(),
  solution,
  engine: engineKind,
  status: runStatus,
  params: z.record(z.string(), scalar),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Without the time in which it only stood paused. */
  durationMs: z.number(),
  pausedMs: z.number(),
  metrics: z.record(z.string(), z.number()),
  model: z.object({ name: z.string(), version: z.string() }).nullable(),
  endpoint: z.string().nullable(),
  error: failure.nullable(),
  trackingRunId: z.string().nullable(),
  counts: z.record(z.string(), z.number().int()),
});

export const pipelineRun = runSummary.extend({ steps: z.array(stepRun) });

export const logLevel = z.enum(['debug', 'info', 'warn', 'error']);
const logStream = z.enum(['stdout', 'stderr', 'event']);

export const logLine = z.object({
  seq: z.number().int(),
  at: instant,
  step: z.string(),
  stream: logStream,
  level: logLevel,
  text: z.string(),
});

export const logQuery = z.object({
  /** Nothing: every line that the rest lets through. */
  text: z.string().max(1000).default(''),
  regex: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  step: z.string().optional(),
  streams: z.array(logStream).optional(),
  levels: z.array(logLevel).optional(),
});

export const logFound = z.object({
  /** Lines that were looked at. */
  lines: z.number().int(),
  total: z.number().int(),
  /** Of the lines found, from the first on; at most 20,000. */
  seqs: z.array(z.number().int()),
  /** The first of them, as many as were asked for. */
  shown: z.array(logLine),
});

export const paramSpec = z.object({
  name: z.string(),
  type: z.enum(['integer', 'number', 'string', 'boolean']),
  default: scalar,
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(scalar).optional(),
});

export const pipelinePlan = z.object({
  name: z.string(),
  params: z.array(paramSpec),
  service: z.string().nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      stepId: z.string(),
      kind: z.enum(['run', 'register', 'deploy', 'dataset', 'expect', 'features', 'materialize']),
      file: z.string().nullable(),
      needs: z.array(z.string()),
      cache: cacheMode,
    }),
  ),
});

/** What made a run what it is. */
export const runRecipe = z.object({
  runId: z.string(),
  pipeline: z.string(),
  solution,
  engine: engineKind,
  params: z.record(z.string(), scalar),
  seed: z.number(),
  /** The code as it was when the run began; no files where the snapshot is gone. */
  code: z.object({ digest: z.string(), files: z.array(z.object({ path: z.string(), bytes: z.number().int() })).nullable() }),
  datasets: z.array(z.object({ id: z.string(), digest: z.string(), fileName: z.string() })),
});

const pipelineErrors = [
  'PIPELINE_CYCLE',
  'PIPELINE_FILE_MISSING',
  'PIPELINE_INVALID',
  'PIPELINE_SYNTAX',
  'STEP_FROZEN',
  'STEP_FROZEN_EMPTY',
] as const;
const start = z.object({
  pipeline: z.string(),
  solution: solution.default('workspace'),
  engine: engineKind.optional(),
  params: z.record(z.string(), scalar).default({}),
  cache: z.boolean().default(true),
  /** Steps, or instances, before which the run pauses. */
  pauseBefore: z.array(z.string()).optional(),
  /** Steps that run this time even when the cache knows their results. */
  force: z.array(z.string()).optional(),
  /** In the queue, a higher one goes first. */
  priority: priority.default(0),
  /** Besides those of its pipeline.yaml: what limits of the queue go by. */
  tags: z.array(tag).max(8).default([]),
});
const rerunErrors = [
  'RERUN_NEEDS_MISSING',
  'RERUN_NOTHING_FAILED',
  'RUN_NOT_ENDED',
  'RUN_NOT_FOUND',
  'STEP_NOT_FOUND',
  'FILE_NOT_FOUND',
  'CHALLENGE_NOT_FOUND',
  'ENGINE_UNAVAILABLE',
  'DATASET_NOT_FOUND',
  'PARAM_INVALID',
  'PARAM_UNKNOWN',
  'WORKSPACE_TOO_LARGE',
] as const;
const oneRun = z.object({ runId: z.string() });

export const pipelinesContract = {
  plan: procedure('CHALLENGE_NOT_FOUND', ...pipelineErrors)
    .input(z.object({ pipeline: z.string(), solution: solution.default('workspace') }))
    .output(pipelinePlan),
  /** Checks the specification, records the run and answers at once. */
  start: procedure(
    'CHALLENGE_NOT_FOUND',
    'ENGINE_UNAVAILABLE',
    'DATASET_NOT_FOUND',
    'PARAM_INVALID',
    'PARAM_UNKNOWN',
    'STEP_NOT_FOUND',
    'WORKSPACE_TOO_LARGE',
    ...pipelineErrors,
  )
    .input(start)
    .output(oneRun),
  cancel: procedure('RUN_NOT_FOUND', 'RUN_FINISHED').input(oneRun).output(z.void()),
  list: procedure()
    .input(z.object({ pipeline: z.string().optional(), limit: z.number().int().min(1).max(1000).default(100), before: instant.optional() }))
    .output(z.array(runSummary)),
  get: procedure('RUN_NOT_FOUND').input(oneRun).output(pipelineRun),
  recipe: procedure('RUN_NOT_FOUND').input(oneRun).output(runRecipe),
  /** A file of the code as it was. */
  code: procedure('RUN_NOT_FOUND', 'FILE_NOT_FOUND')
    .input(oneRun.extend({ path: z.string() }))
    .output(z.object({ path: z.string(), content: z.string() })),
  /** Runs the same code with the same parameters, data and seed, without the cache; nothing is registered or deployed. */
  reproduce: procedure('RUN_NOT_FOUND', 'FILE_NOT_FOUND', 'ENGINE_UNAVAILABLE', 'DATASET_NOT_FOUND', ...pipelineErrors)
    .input(oneRun)
    .output(oneRun),
  /** A new run from one that ended, which it never changes. */
  rerun: procedure(...rerunErrors, ...pipelineErrors)
    .input(rerun)
    .output(oneRun),
  /** What `rerun` would do, step by step, without doing it. */
  rerunPlan: procedure(...rerunErrors, ...pipelineErrors)
    .input(rerun)
    .output(rerunPlan),
  /** Why a step ran, or did not. */
  explain: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND')
    .input(oneRun.extend({ step: z.string() }))
    .output(stepWhy),
  /** The run now, then again at every change, at most ten times a second; ends when the run has ended. */
  watch: procedure('RUN_NOT_FOUND').input(oneRun).output(eventIterator(pipelineRun)),
  logs: procedure('RUN_NOT_FOUND')
    .input(oneRun.extend({ step: z.string().optional(), after: z.number().int().default(0), limit: z.number().int().max(10_000).default(2000) }))
    .output(z.array(logLine)),
  /** Looks through all that is stored, in a thread of its own. */
  searchLogs: procedure('RUN_NOT_FOUND', 'LOG_PATTERN_INVALID', 'LOG_PATTERN_SLOW')
    .input(oneRun.extend(logQuery.shape).extend({ limit: z.number().int().min(0).max(10_000).default(0) }))
    .output(logFound),
  followLogs: procedure('RUN_NOT_FOUND')
    .input(oneRun.extend({ after: z.number().int().default(0) }))
    .output(eventIterator(z.array(logLine))),
};

export type RunStatus = z.infer<typeof runStatus>;
export type StepStatus = z.infer<typeof stepStatus>;
export type StepRun = z.infer<typeof stepRun>;
export type RunSummary = z.infer<typeof runSummary>;
export type PipelineRun = z.infer<typeof pipelineRun>;
export type LogLevel = z.infer<typeof logLevel>;
export type LogQuery = z.infer<typeof logQuery>;
export type LogFound = z.infer<typeof logFound>;
export type LogLine = z.infer<typeof logLine>;
export type ParamSpec = z.infer<typeof paramSpec>;
export type CacheMode = z.infer<typeof cacheMode>;
export type PipelinePlan = z.infer<typeof pipelinePlan>;
export type RunRecipe = z.infer<typeof runRecipe>;
export type StartRun = z.input<typeof start>;
