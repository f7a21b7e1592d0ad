/** What a run looks like from near: where its time went, what its steps read and left, and how it differs from another run. */
import { z } from 'zod';
import { instant, procedure } from './base.ts';
import { runSummary, stepStatus } from './pipelines.ts';
import { diffLine } from './reruns.ts';

/** One try of a step. Null: not there yet, or from before these times were kept. */
export const attemptTimes = z.object({
  step: z.string(),
  attempt: z.number().int(),
  status: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'lost']),
  /** All that it needs was there: from here it waited for its turn. */
  queuedAt: instant.nullable(),
  /** It had its turn: from here its image, its packages and its container were made ready. */
  startedAt: instant,
  /** Its program began. */
  launchedAt: instant.nullable(),
  /** Its program ended: from here its outputs were taken. */
  exitedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const timeline = z.object({
  attempts: z.array(attemptTimes),
  pauses: z.array(z.object({ step: z.string(), at: instant, until: instant.nullable() })),
});

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const shown = { fileName: z.string(), bytes: z.number() };
/** A bounded look: the first rows, the first lines, the names of files. `more`: there is more than this. */
export const preview = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), ...shown, columns: z.array(z.string()), rows: z.array(z.array(cell)), more: z.boolean() }),
  z.object({ kind: z.literal('text'), ...shown, json: z.boolean(), text: z.string(), more: z.boolean() }),
  z.object({ kind: z.literal('image'), ...shown, mime: z.string(), base64: z.string() }),
  z.object({
    kind: z.literal('folder'),
    ...shown,
    files: z.array(z.object({ path: z.string(), bytes: z.number() })),
    more: z.boolean(),
    /** Of a model folder: what it says of itself. */
    model: z.object({ flavors: z.array(z.string()), inputs: z.array(z.object({ name: z.string(), type: z.string() })) }).nullable(),
  }),
  z.object({ kind: z.literal('binary'), ...shown }),
]);

const change = z.object({ name: z.string(), a: z.string().nullable(), b: z.string().nullable() });
export const comparedStep = z.object({
  id: z.string(),
  a: z.object({ status: stepStatus, durationMs: z.number(), cached: z.boolean() }).nullable(),
  b: z.object({ status: stepStatus, durationMs: z.number(), cached: z.boolean() }).nullable(),
  /** Its outputs are the same, byte by byte; null where one of them left none. */
  sameOutputs: z.boolean().nullable(),
});

export const runComparison = z.object({
  a: runSummary,
  b: runSummary,
  /** Files that differ, with their lines where both snapshots still hold them as text. */
  code: z.array(z.object({ path: z.string(), change: z.enum(['added', 'removed', 'changed']), diff: z.array(diffLine).nullable() })),
  /** Of a run whose snapshot is gone, nothing can be said of its code. */
  codeKnown: z.boolean(),
  params: z.array(change),
  data: z.array(change),
  /** Engine, image or runtime, seed. */
  surroundings: z.array(change),
  metrics: z.array(z.object({ key: z.string(), a: z.number().nullable(), b: z.number().nullable() })),
  steps: z.array(comparedStep),
});

export const runViewsContract = {
  timeline: procedure('RUN_NOT_FOUND')
    .input(z.object({ runId: z.string() }))
    .output(timeline),
  preview: procedure('RUN_NOT_FOUND', 'STEP_NOT_FOUND', 'STEP_INPUTS_UNKNOWN', 'INPUT_NOT_FOUND', 'ARTIFACT_NOT_FOUND')
    .input(
      z.object({
        runId: z.string(),
        step: z.string(),
        side: z.enum(['input', 'output']),
        name: z.string(),
        /** Of a file inside a folder. */
        path: z.string().optional(),
      }),
    )
    .output(preview),
  compare: procedure('RUN_NOT_FOUND')
    .input(z.object({ a: z.string(), b: z.string() }))
    .output(runComparison),
};

export type AttemptTimes = z.infer<typeof attemptTimes>;
export type Timeline = z.infer<typeof timeline>;
export type Preview = z.infer<typeof preview>;
export type RunComparison = z.infer<typeof runComparison>;
