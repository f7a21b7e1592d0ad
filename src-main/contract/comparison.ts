/** The eleven architectures side by side: what each is judged by and why, and what the learner's own runs measured. */
import { z } from 'zod';
import { bilingual, instant, procedure } from './base.ts';

/** From 1 to 5; 5 is always the best for whoever builds and runs it. */
const score = z.number().int().min(1).max(5);

export const comparisonCriterion = z.object({
  id: z.string(),
  title: bilingual,
  /** What a five means. Null for one that is told in words only. */
  best: bilingual.nullable(),
  scored: z.boolean(),
});

export const comparisonCell = z.object({ score: score.nullable(), reason: bilingual });

export const comparisonMatrix = z.object({
  criteria: z.array(comparisonCriterion),
  architectures: z.array(z.object({ id: z.string(), title: bilingual, available: z.boolean(), cells: z.record(z.string(), comparisonCell) })),
  /** Weights to begin with, per criterion; what is not named weighs nothing. */
  profiles: z.array(z.object({ id: z.string(), title: bilingual, weights: z.record(z.string(), z.number()) })),
});

export const measureIds = [
  'runs',
  'run-ms',
  'training-ms',
  'steps',
  'cached-share',
  'metric',
  'ready-ms',
  'p50-ms',
  'p99-ms',
  'throughput',
  'rollback-ms',
  'pipeline-ms',
  'coverage',
  'checks',
] as const;
export const measureId = z.enum(measureIds);

export const measured = z.object({
  value: z.number(),
  /** What the value is of: the metric's name, the model, how many in all. */
  of: z.string().nullable(),
  at: instant.nullable(),
  /** Where it was taken from. */
  source: z.object({ kind: z.enum(['run', 'load', 'rollout', 'ci', 'endpoint', 'checks']), id: z.string() }),
});

export const measuredRow = z.object({
  moduleId: z.string(),
  title: bilingual,
  /** Nothing where the learner has not run what would measure it. */
  values: z.partialRecord(measureId, measured),
});

export const comparisonContract = {
  matrix: procedure().output(comparisonMatrix),
  /** From runs of the learner's own code only: not of the starter, the reference or checks. */
  measured: procedure().output(z.array(measuredRow)),
};

export type ComparisonMatrix = z.infer<typeof comparisonMatrix>;
export type ComparisonCriterion = z.infer<typeof comparisonCriterion>;
export type ComparisonCell = z.infer<typeof comparisonCell>;
export type MeasureId = z.infer<typeof measureId>;
export type Measured = z.infer<typeof measured>;
export type MeasuredRow = z.infer<typeof measuredRow>;
