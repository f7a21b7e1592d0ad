/** Lineage: what a thing was made from and what was made from it, across data, steps, runs, models and endpoints. */
import { z } from 'zod';
import { instant, procedure } from './base.ts';

export const lineageKind = z.enum(['data', 'step', 'run', 'model', 'endpoint']);
export const lineageDirection = z.enum(['backward', 'forward', 'both']);

/**
 * `id`: `data:NAME@vN` (or `data:NAME#DIGEST` of bytes that are no version), `step:RUN/STEP`, `run:RUN`, `tracking:RUN` of a client's own run,
 * `model:NAME/VERSION`, `endpoint:NAME`.
 */
export const lineageNode = z.object({
  id: z.string(),
  kind: lineageKind,
  label: z.string(),
  /** What tells it from others of its kind: version, run, short digest. */
  detail: z.string(),
  /** Of a run, an endpoint: how it is. */
  status: z.string().nullable(),
  at: instant.nullable(),
  /** A step whose inputs or parameters were changed by hand, the run that it is of, the model that came of it. */
  edited: z.boolean(),
  /** What is not shown: how many more came from it, and how many more it came from. */
  more: z.object({ backward: z.number().int(), forward: z.number().int() }),
});

export const lineageEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['read', 'part', 'published', 'registered', 'copied', 'composed', 'served']),
});

export const lineageGraph = z.object({ root: z.string(), nodes: z.array(lineageNode), edges: z.array(lineageEdge) });

const question = z.object({
  node: z.string().max(500),
  direction: lineageDirection.default('both'),
  depth: z.number().int().min(1).max(50).default(12),
  fan: z.number().int().min(1).max(1000).default(12),
});

export const lineageContract = {
  /** Of each thing the few that lead to something, then the newest, up to `fan`; the rest is counted. */
  graph: procedure('LINEAGE_NODE_NOT_FOUND').input(question).output(lineageGraph),
};

export type LineageKind = z.infer<typeof lineageKind>;
export type LineageNode = z.infer<typeof lineageNode>;
export type LineageEdge = z.infer<typeof lineageEdge>;
export type LineageGraph = z.infer<typeof lineageGraph>;
export type LineageQuestion = z.infer<typeof question>;
