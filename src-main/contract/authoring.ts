/** Writing pipeline.yaml: its schema, a text judged as the core judges it, and marks that are written into it. */
import { z } from 'zod';
import { failure, procedure } from './base.ts';
import { cacheMode, pipelinePlan } from './pipelines.ts';

const place = z.object({ pipeline: z.string() });

export const specDraft = z.object({
  /** Null where the text is wrong. */
  plan: pipelinePlan.nullable(),
  /** What is wrong, with `line` and `column` in its data; `faultsOf` tells of each fault. */
  problem: failure.nullable(),
  /** Where each step begins, as far as the text can be read. */
  lines: z.array(z.object({ step: z.string(), line: z.number().int() })),
});

const pythonMember = z.object({
  name: z.string(),
  kind: z.enum(['function', 'class', 'value', 'type']),
  signature: z.string(),
  params: z.array(z.string()),
  /** Of the value, or of what the function answers with, as its source says it. */
  type: z.string().nullable(),
  doc: z.string(),
});

export const pythonSdk = z.object({ module: z.array(pythonMember), classes: z.record(z.string(), z.array(pythonMember)) });

export const authoringContract = {
  /** JSON Schema of pipeline.yaml, from the same definitions as the validator. */
  schema: procedure().output(z.record(z.string(), z.unknown())),
  /** The names of `bancada`, the module of Python steps, from its own source. */
  pythonSdk: procedure().output(pythonSdk),
  /** What a text would be as the workspace's pipeline.yaml. */
  draft: procedure('CHALLENGE_NOT_FOUND')
    .input(place.extend({ text: z.string().max(300_000) }))
    .output(specDraft),
  /** Writes into the workspace's pipeline.yaml whether a step's results are kept; STEP_FROZEN_EMPTY where there are none to freeze. */
  setCache: procedure(
    'CHALLENGE_NOT_FOUND',
    'PIPELINE_CYCLE',
    'PIPELINE_FILE_MISSING',
    'PIPELINE_INVALID',
    'PIPELINE_SYNTAX',
    'STEP_FROZEN_EMPTY',
    'STEP_NOT_FOUND',
  )
    .input(place.extend({ step: z.string(), cache: cacheMode }))
    .output(z.void()),
};

export type PythonMember = z.infer<typeof pythonMember>;
export type PythonSdk = z.infer<typeof pythonSdk>;
export type SpecDraft = z.infer<typeof specDraft>;
