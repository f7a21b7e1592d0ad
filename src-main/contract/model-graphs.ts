/** Graphs of models: several registered versions as one, described in YAML, registered as a version of its own. */
import { z } from 'zod';
import { procedure } from './base.ts';

export const graphMember = z.object({ member: z.string(), name: z.string(), version: z.string() });

const condition = z.object({
  column: z.string(),
  in: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
const accept = z.object({ probability: z.number().optional(), spread: z.number().optional(), where: z.array(condition).optional() });
const fallback = z.string().optional();
const names = z.array(z.string());

export const graphNode = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('vote'),
    of: names,
    weights: z.record(z.string(), z.number()).optional(),
    how: z.enum(['mean', 'median', 'majority']).optional(),
    fallback,
  }),
  z.object({ kind: z.literal('stack'), of: names, with: z.string(), fallback }),
  z.object({ kind: z.literal('segment'), by: z.string(), routes: z.record(z.string(), z.string()), otherwise: z.string().optional(), fallback }),
  z.object({ kind: z.literal('cascade'), steps: z.array(z.object({ ask: z.string(), accept: accept.optional() })), fallback }),
  z.object({
    kind: z.literal('router'),
    rules: z.array(z.object({ when: z.array(condition), ask: z.string() })),
    otherwise: z.string().optional(),
    fallback,
  }),
  z.object({ kind: z.literal('bandit'), arms: names, seed: z.number().optional(), tolerance: z.number().optional(), fallback }),
]);

export const modelGraph = z.object({ output: z.string(), nodes: z.record(z.string(), graphNode) });

const problem = z.object({
  /** As in `nodes.cascata.steps.0.ask`; empty: the whole text. */
  path: z.string(),
  line: z.number().int().nullable(),
  value: z.string(),
  expected: z.string(),
});

const resolved = graphMember.extend({ algorithm: z.string() });
const text = z.string().max(200_000);

export const modelGraphsContract = {
  /** What is wrong with a text, each with its line; the graph when nothing is. */
  check: procedure()
    .input(z.object({ text }))
    .output(z.object({ problems: z.array(problem), graph: modelGraph.nullable(), members: z.array(resolved) })),
  /** Registers the graph as the next version of `name`. */
  compose: procedure('GRAPH_INVALID', 'MODEL_NOT_SERVABLE', 'PARAM_INVALID')
    .input(z.object({ name: z.string().min(1), text, alias: z.string().optional() }))
    .output(z.object({ name: z.string(), version: z.string() })),
  /** The graph of a version, and the versions of its members. */
  get: procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND', 'GRAPH_NONE')
    .input(z.object({ name: z.string(), version: z.string() }))
    .output(z.object({ graph: modelGraph, members: z.array(resolved), text: z.string() })),
};

export type GraphMember = z.infer<typeof graphMember>;
export type GraphNode = z.infer<typeof graphNode>;
export type ModelGraph = z.infer<typeof modelGraph>;
export type GraphProblem = z.infer<typeof problem>;
export type ResolvedMember = z.infer<typeof resolved>;
