/** Batch predictions: a table scored with a registered model, part by part, resumed where it was broken off. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failure, instant, procedure, wholeEngineKind } from './base.ts';

/** `interrupted`: whoever worked on it is gone; it can be resumed, as one that failed or was cancelled can. */
export const batchStatus = z.enum(['running', 'interrupted', 'done', 'failed', 'cancelled']);

export const batch = z.object({
  batchId: z.string(),
  model: z.string(),
  version: z.string(),
  /** A path, or `dataset:…`. */
  input: z.string(),
  output: z.string(),
  status: batchStatus,
  engine: wholeEngineKind,
  /** Rows scored, and rows set aside. */
  good: z.number().int(),
  bad: z.number().int(),
  /** Of the input's bytes. */
  fraction: z.number(),
  /** Time at work, in all attempts. */
  workedMs: z.number(),
  attempts: z.number().int(),
  /** Where the rows are that were set aside, with their reasons. */
  rejected: z.string().nullable(),
  trackingRunId: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: failure.nullable(),
});

const one = z.object({ batchId: z.string() });

export const batchContract = {
  /** The same model version, input and output again go on where they were broken off, unless `restart`. Without an output, a file beside the home's other batches. */
  start: procedure(
    ...([
      'MODEL_NOT_FOUND',
      'VERSION_NOT_FOUND',
      'MODEL_NOT_SERVABLE',
      'FILE_NOT_FOUND',
      'FILE_EXISTS',
      'TABLE_EMPTY',
      'TABLE_FORMAT_UNKNOWN',
    ] as const),
    ...([
      'DATASET_NOT_FOUND',
      'ENGINE_UNAVAILABLE',
      'BATCH_COLUMNS_MISSING',
      'BATCH_INPUT_CHANGED',
      'BATCH_RUNNING',
      'BATCH_FOLDER_MISSING',
    ] as const),
  )
    .input(
      z.object({
        target: z.string(),
        input: z.string().min(1),
        output: z.string().min(1).optional(),
        engine: wholeEngineKind.optional(),
        restart: z.boolean().default(false),
      }),
    )
    .output(one.extend({ resumed: z.boolean() })),
  get: procedure('BATCH_NOT_FOUND').input(one).output(batch),
  list: procedure()
    .input(z.object({ model: z.string().optional(), limit: z.number().int().min(1).max(200).default(50) }).default({ limit: 50 }))
    .output(z.array(batch)),
  watch: procedure('BATCH_NOT_FOUND').input(one).output(eventIterator(batch)),
  cancel: procedure('BATCH_NOT_FOUND').input(one).output(z.void()),
};

export type Batch = z.infer<typeof batch>;
