/** Searches for a model: what is asked of one, how far it is, and what its trials came to. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { engineKind, failure, instant, procedure, scalar, wholeEngineKind } from './base.ts';
import { modelVersion } from './registry.ts';

/** `interrupted`: whoever worked on it is gone; it can be resumed, as one that failed or was cancelled can. */
const status = z.enum(['running', 'interrupted', 'done', 'failed', 'cancelled']);
const metric = z.enum(['f1_macro', 'accuracy', 'log_loss', 'r2', 'rmse', 'mae']);
const sampler = z.enum(['tpe', 'random', 'grid']);
const pruner = z.enum(['none', 'halving', 'hyperband']);

export const search = z.object({
  searchId: z.string(),
  name: z.string(),
  status,
  phase: z.enum(['search', 'confirm', 'fit']),
  /** `dataset:…`, or the names of a step's inputs. */
  data: z.string(),
  target: z.string().nullable(),
  engine: engineKind,
  sampler,
  pruner,
  metric,
  seed: z.number().int(),
  budget: z.object({ trials: z.number().int(), seconds: z.number().optional() }),
  /** Share of the rows that is locked away until the exam. */
  holdout: z.number(),
  trials: z.number().int(),
  ended: z.number().int(),
  pruned: z.number().int(),
  failed: z.number().int(),
  best: z.number().nullable(),
  /** Of the chosen one, on folds that no choice was made by. */
  confirmed: z.number().nullable(),
  /** Share of training time that pruning spared. */
  saved: z.number(),
  chosen: z.number().int().nullable(),
  model: z.string().nullable(),
  exams: z.array(z.object({ at: instant, rows: z.number().int(), metrics: z.record(z.string(), z.number()) })),
  /** What of the table its defaults come from. */
  reasons: z.array(z.string()),
  runId: z.string().nullable(),
  stepId: z.string().nullable(),
  trackingRunId: z.string().nullable(),
  workedMs: z.number(),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: failure.nullable(),
});

const conditions = z.record(z.string(), z.array(scalar).readonly()).optional();
const dimension = z.union([
  z.object({ type: z.literal('choice'), values: z.array(scalar).readonly(), when: conditions }),
  z.object({ type: z.enum(['int', 'float']), low: z.number(), high: z.number(), log: z.boolean().optional(), when: conditions }),
]);

export const searchResult = z.object({
  study: z.object({
    space: z.record(z.string(), dimension),
    objective: z.object({ metric, limits: z.record(z.string(), z.number().optional()), prefer: z.string().optional(), tolerance: z.number() }),
    validation: z.object({ folds: z.number().int(), repeats: z.number().int() }),
    confirm: z.object({ top: z.number().int(), repeats: z.number().int() }),
  }),
  chosen: z.number().int().nullable(),
  rows: z.array(
    z.object({
      number: z.number().int(),
      cohort: z.number().int(),
      params: z.record(z.string(), scalar),
      members: z.array(z.number().int()).nullable(),
      state: z.enum(['open', 'complete', 'pruned', 'failed']),
      /** `5/9@1`: fifth of nine after one fold; `time`; of one that failed, the message. */
      reason: z.string().nullable(),
      units: z.number().int(),
      metrics: z.record(z.string(), z.number()),
      deviation: z.number().nullable(),
      confirmed: z.number().nullable(),
      confirmedDeviation: z.number().nullable(),
      broken: z.array(z.string()),
      isOnFront: z.boolean(),
      isChosen: z.boolean(),
    }),
  ),
  importances: z.array(z.object({ param: z.string(), share: z.number() })),
  saved: z.object({ spentMs: z.number(), wholeMs: z.number(), share: z.number() }),
  history: z.array(z.object({ number: z.number().int(), value: z.number(), best: z.number() })),
  optimism: z.number().nullable(),
});

const one = z.object({ searchId: z.string() });

export const startSearch = z.object({
  data: z.string().min(1),
  target: z.string().min(1),
  /** A study's YAML, instead of what follows from the table. */
  text: z.string().optional(),
  sampler: sampler.optional(),
  pruner: pruner.optional(),
  metric: metric.optional(),
  trials: z.number().int().min(1).max(5000).optional(),
  seconds: z.number().positive().optional(),
  ensemble: z.number().int().min(0).max(20).optional(),
  parallel: z.number().int().min(1).max(16).optional(),
  seed: z.number().int().min(0).optional(),
  holdout: z.number().min(0.05).max(0.5).optional(),
  engine: wholeEngineKind.optional(),
});

export const automlContract = {
  start: procedure('DATASET_NOT_FOUND', 'ENGINE_UNAVAILABLE', 'PIPELINE_INVALID', 'PIPELINE_SYNTAX').input(startSearch).output(one),
  resume: procedure('AUTOML_NOT_FOUND', 'AUTOML_OF_PIPELINE', 'AUTOML_RUNNING').input(one).output(z.void()),
  get: procedure('AUTOML_NOT_FOUND').input(one).output(search),
  result: procedure('AUTOML_NOT_FOUND').input(one).output(searchResult),
  list: procedure()
    .input(z.object({ limit: z.number().int().min(1).max(200).default(50) }).default({ limit: 50 }))
    .output(z.array(search)),
  watch: procedure('AUTOML_NOT_FOUND').input(one).output(eventIterator(search)),
  cancel: procedure('AUTOML_NOT_FOUND').input(one).output(z.void()),
  /** Opens the locked rows. */
  exam: procedure('AUTOML_NOT_FOUND', 'AUTOML_NOT_DONE', 'AUTOML_FAILED').input(one).output(search),
  register: procedure('AUTOML_NOT_FOUND', 'AUTOML_NOT_DONE')
    .input(one.extend({ name: z.string().min(1) }))
    .output(modelVersion),
};

export type Search = z.infer<typeof search>;
export type SearchResult = z.infer<typeof searchResult>;
export type StartSearch = z.infer<typeof startSearch>;
