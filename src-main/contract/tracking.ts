/** Experiment tracking in MLflow's words: experiments, runs, params, metrics with history, tags, artifacts. */
import { z } from 'zod';
import { instant, procedure } from './base.ts';

export const lifecycle = z.enum(['active', 'deleted']);

export const experiment = z.object({
  experimentId: z.string(),
  name: z.string(),
  lifecycle,
  artifactLocation: z.string(),
  tags: z.record(z.string(), z.string()),
  createdAt: instant,
  updatedAt: instant,
  runs: z.number().int(),
});

export const trackingStatus = z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']);

export const trackedRun = z.object({
  runId: z.string(),
  experimentId: z.string(),
  name: z.string(),
  userId: z.string(),
  lifecycle,
  status: trackingStatus,
  startTime: instant,
  endTime: instant.nullable(),
  parentRunId: z.string().nullable(),
  params: z.record(z.string(), z.string()),
  /** Latest value of each; NaN and infinities as strings, as in MLflow. */
  metrics: z.record(z.string(), z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])),
  tags: z.record(z.string(), z.string()),
});

export const metricPoint = z.object({
  step: z.number().int(),
  timestamp: instant,
  value: z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
});
export const artifactEntry = z.object({ path: z.string(), isDir: z.boolean(), bytes: z.number().nullable() });

const oneRun = z.object({ runId: z.string() });

export const trackingContract = {
  experiments: procedure().output(z.array(experiment)),
  runs: procedure()
    .input(
      z.object({
        experimentId: z.string().optional(),
        limit: z.number().int().min(1).max(10_000).default(1000),
        offset: z.number().int().default(0),
      }),
    )
    .output(z.array(trackedRun)),
  run: procedure('RUN_NOT_FOUND')
    .input(oneRun)
    .output(trackedRun.extend({ children: z.array(trackedRun), pipelineRunId: z.string().nullable() })),
  history: procedure('RUN_NOT_FOUND')
    .input(oneRun.extend({ key: z.string() }))
    .output(z.array(metricPoint)),
  artifacts: procedure('RUN_NOT_FOUND', 'ARTIFACT_NOT_FOUND')
    .input(oneRun.extend({ path: z.string().default('') }))
    .output(z.array(artifactEntry)),
  /** Up to 1 MB, as text when it is text. */
  artifact: procedure('RUN_NOT_FOUND', 'ARTIFACT_NOT_FOUND')
    .input(oneRun.extend({ path: z.string() }))
    .output(z.object({ path: z.string(), bytes: z.number(), encoding: z.enum(['utf8', 'base64']), content: z.string(), truncated: z.boolean() })),
  setNote: procedure('RUN_NOT_FOUND')
    .input(oneRun.extend({ note: z.string().max(8000) }))
    .output(z.void()),
};

export type Experiment = z.infer<typeof experiment>;
export type TrackedRun = z.infer<typeof trackedRun>;
export type TrackingStatus = z.infer<typeof trackingStatus>;
export type MetricPoint = z.infer<typeof metricPoint>;
export type ArtifactEntry = z.infer<typeof artifactEntry>;
