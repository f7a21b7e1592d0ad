/** The queue that runs wait in: their place, and why they wait. */
import { z } from 'zod';
import { instant, procedure } from './base.ts';

export const priority = z.number().int().min(-100).max(100);
export const tag = z.string().regex(/^[A-Za-z0-9_][\w-]{0,63}$/);

/** What runs at the same time may be; kept with the settings. */
export const queueLimits = z.object({
  /** Bytes that the steps at work may be given together; null: a share of the machine's memory. */
  memoryBytes: z.number().int().positive().nullable(),
  /** Runs at the same time; null: as many as there are. */
  runs: z.number().int().min(1).max(1000).nullable(),
  /** Runs at the same time that bear a tag. */
  tags: z.record(tag, z.number().int().min(1).max(1000)),
});

export const queueReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('memory'), needed: z.number(), used: z.number(), budget: z.number() }),
  z.object({ kind: z.literal('tag'), tag: z.string(), limit: z.number().int(), running: z.number().int() }),
  z.object({ kind: z.literal('runs'), limit: z.number().int(), running: z.number().int() }),
  /** An earlier run of the same trigger has not ended. */
  z.object({ kind: z.literal('lane'), runId: z.string() }),
  /** The run before it waits for memory, and nothing overtakes it. */
  z.object({ kind: z.literal('behind'), runId: z.string() }),
  /** Its core has gone, or is just about to begin it. */
  z.object({ kind: z.literal('core') }),
]);

export const queuedRun = z.object({
  runId: z.string(),
  pipeline: z.string(),
  trigger: z.string().nullable(),
  /** 1 is the next; null: it runs. */
  place: z.number().int().nullable(),
  priority,
  tags: z.array(z.string()),
  memoryBytes: z.number(),
  enteredAt: instant,
  reason: queueReason.nullable(),
});

export const runQueue = z.object({
  memory: z.object({ usedBytes: z.number(), budgetBytes: z.number(), totalBytes: z.number() }),
  limits: queueLimits,
  /** Those that run, then those that wait, in order. */
  runs: z.array(queuedRun),
  /** Steps of running runs that wait for memory or for a processor. */
  steps: z.array(z.object({ runId: z.string(), step: z.string(), memoryBytes: z.number(), waitsFor: z.enum(['memory', 'processor']) })),
});

export const queueContract = {
  list: procedure().output(runQueue),
  /** Of a run that waits; its place follows. */
  prioritise: procedure('RUN_NOT_FOUND', 'RUN_NOT_QUEUED')
    .input(z.object({ runId: z.string(), priority }))
    .output(runQueue),
  saveLimits: procedure().input(queueLimits.partial()).output(runQueue),
};

export type QueueLimits = z.infer<typeof queueLimits>;
export type QueueReason = z.infer<typeof queueReason>;
export type QueuedRun = z.infer<typeof queuedRun>;
export type RunQueue = z.infer<typeof runQueue>;
