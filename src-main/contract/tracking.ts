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

/** A data set that a run read; the context says for what: training, validation… */
export const trackedDataset = z.object({
  name: z.string(),
  digest: z.string(),
  sourceType: z.string(),
  source: z.string(),
  schema: z.string().nullable(),
  profile: z.string().nullable(),
  context: z.string().nullable(),
});

const oneRun = z.object({ runId: z.string() });
const someRuns = z.object({ runIds: z.array(z.string()).min(1).max(1000) });
const oneExperiment = z.object({ experimentId: z.string() });
const oneTag = z.object({ key: z.string(), value: z.string() });

export const trackingContract = {
  experiments: procedure()
    .input(z.object({ view: z.enum(['active', 'deleted', 'all']).default('active') }).default({ view: 'active' }))
    .output(z.array(experiment)),
  createExperiment: procedure('EXPERIMENT_EXISTS', 'EXPERIMENT_NAME_INVALID', 'TRACKING_TOO_LONG')
    .input(z.object({ name: z.string(), description: z.string().max(5000).optional() }))
    .output(oneExperiment),
  renameExperiment: procedure('EXPERIMENT_NOT_FOUND', 'EXPERIMENT_DELETED', 'EXPERIMENT_EXISTS', 'EXPERIMENT_NAME_INVALID', 'TRACKING_TOO_LONG')
    .input(oneExperiment.extend({ name: z.string() }))
    .output(z.void()),
  /** With its runs. Both come back by `restoreExperiment`, until garbage is collected. */
  deleteExperiment: procedure('EXPERIMENT_NOT_FOUND').input(oneExperiment).output(z.void()),
  restoreExperiment: procedure('EXPERIMENT_NOT_FOUND').input(oneExperiment).output(z.void()),
  setExperimentTag: procedure('EXPERIMENT_NOT_FOUND', 'EXPERIMENT_DELETED', 'TRACKING_KEY_INVALID', 'TRACKING_TOO_LONG')
    .input(oneExperiment.extend(oneTag.shape))
    .output(z.void()),
  deleteExperimentTag: procedure('EXPERIMENT_NOT_FOUND', 'EXPERIMENT_DELETED', 'TAG_NOT_FOUND')
    .input(oneExperiment.extend({ key: z.string() }))
    .output(z.void()),
  /** All of them or none. */
  deleteRuns: procedure('RUN_NOT_FOUND').input(someRuns).output(z.void()),
  restoreRuns: procedure('RUN_NOT_FOUND').input(someRuns).output(z.void()),
  renameRun: procedure('RUN_NOT_FOUND', 'RUN_DELETED')
    .input(oneRun.extend({ name: z.string().min(1).max(250) }))
    .output(z.void()),
  setTag: procedure('RUN_NOT_FOUND', 'RUN_DELETED', 'TRACKING_KEY_INVALID', 'TRACKING_TOO_LONG').input(oneRun.extend(oneTag.shape)).output(z.void()),
  deleteTag: procedure('RUN_NOT_FOUND', 'RUN_DELETED', 'TAG_NOT_FOUND')
    .input(oneRun.extend({ key: z.string() }))
    .output(z.void()),
  /** What `collectGarbage` would take for good. `kept` are deleted runs that a registered model or a pipeline still needs. */
  garbage: procedure()
    .input(z.object({ olderThanDays: z.number().min(0).default(0) }).default({ olderThanDays: 0 }))
    .output(
      z.object({
        experiments: z.number().int(),
        runs: z.number().int(),
        kept: z.number().int(),
        artifactsBytes: z.number(),
        oldestDeletedAt: instant.nullable(),
      }),
    ),
  collectGarbage: procedure()
    .input(z.object({ olderThanDays: z.number().min(0).default(0) }))
    .output(z.object({ runs: z.number().int(), experiments: z.number().int(), freedBytes: z.number() })),
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
    .output(
      trackedRun.extend({
        children: z.array(trackedRun),
        pipelineRunId: z.string().nullable(),
        artifactUri: z.string(),
        datasets: z.array(trackedDataset),
      }),
    ),
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
  setNote: procedure('RUN_NOT_FOUND', 'RUN_DELETED')
    .input(oneRun.extend({ note: z.string().max(8000) }))
    .output(z.void()),
};

export type TrackedDataset = z.infer<typeof trackedDataset>;
export type Experiment = z.infer<typeof experiment>;
export type TrackedRun = z.infer<typeof trackedRun>;
export type TrackingStatus = z.infer<typeof trackingStatus>;
export type MetricPoint = z.infer<typeof metricPoint>;
export type ArtifactEntry = z.infer<typeof artifactEntry>;
