/** The step debugger: a run paused before a step, what the step would be given, and changes to that for this run alone. */
import { z } from 'zod';
import { instant, procedure, scalar } from './base.ts';

const digest = z.string();

/** What a step would be given now. */
export const debugInput = z.object({
  name: z.string(),
  /** `dataset:flights-20k`, `treino.modelo`. */
  source: z.string(),
  fileName: z.string(),
  format: z.string(),
  kind: z.enum(['file', 'folder']),
  digest,
  bytes: z.number(),
  /** Of an input edited by hand: what it was made of before. */
  was: digest.nullable(),
  /** Of an input that collects the instances of a matrix: one entry each, by the name that edits use (`partes[n=1]`). */
  item: z.string().nullable(),
});

export const debugView = z.object({
  runId: z.string(),
  step: z.string(),
  pausedAt: instant.nullable(),
  /** LAB_CONTEXT as the program will read it in a container. */
  context: z.record(z.string(), z.unknown()),
  params: z.array(z.object({ name: z.string(), value: scalar, was: scalar.nullable() })),
  inputs: z.array(debugInput),
  stepping: z.boolean(),
});

const oneStep = z.object({ runId: z.string(), step: z.string() });

export const debugContract = {
  inspect: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND', 'STEP_INPUTS_UNKNOWN').input(oneStep).output(debugView),
  /** Of a step or an instance that has not begun. */
  setBreakpoint: procedure('RUN_NOT_FOUND', 'RUN_FINISHED', 'STEP_NOT_FOUND')
    .input(oneStep.extend({ on: z.boolean() }))
    .output(z.void()),
  /** Goes on: every paused step, or one; `step`: then pauses before whatever comes next. */
  release: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND', 'STEP_NOT_PAUSED')
    .input(z.object({ runId: z.string(), step: z.string().optional(), next: z.enum(['continue', 'step']).default('continue') }))
    .output(z.void()),
  /** Null puts back what it was. */
  setParam: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND', 'STEP_NOT_PAUSED', 'PARAM_INVALID', 'PARAM_UNKNOWN')
    .input(oneStep.extend({ name: z.string(), value: scalar.nullable() }))
    .output(z.void()),
  /** The whole content of an input's file, for who edits it. */
  readInput: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND', 'STEP_INPUTS_UNKNOWN', 'INPUT_NOT_FOUND', 'INPUT_NOT_EDITABLE')
    .input(oneStep.extend({ name: z.string() }))
    .output(z.object({ content: z.string() })),
  /** Null puts back what it was. */
  setInput: procedure(
    'RUN_NOT_FOUND',
    'STEP_NOT_FOUND',
    'STEP_NOT_PAUSED',
    'STEP_INPUTS_UNKNOWN',
    'INPUT_NOT_FOUND',
    'INPUT_NOT_EDITABLE',
    'DISK_FULL',
  )
    .input(
      oneStep.extend({
        name: z.string(),
        content: z.string().max(8_000_000).nullable(),
        encoding: z.enum(['utf8', 'base64']).default('utf8'),
      }),
    )
    .output(z.void()),
};

export type DebugView = z.infer<typeof debugView>;
export type DebugInput = z.infer<typeof debugInput>;
