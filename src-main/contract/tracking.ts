/** Experiment tracking in MLflow's words: experiments, runs, params, metrics with history, tags, artifacts. */
import { eventIterator } from '@orpc/contract';
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

const metricValue = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
export const metricPoint = z.object({ step: z.number().int(), timestamp: instant, value: metricValue });

/** What a history comes to: its lowest or highest value, or the last one up to a step, if it got there. */
const metricSummary = z.object({ key: z.string(), of: z.enum(['min', 'max', 'at']), step: z.number().int().optional() });
/** In the order of the summaries asked for; null where there is no such value. */
const runSummaries = z.object({ runId: z.string(), values: z.array(metricValue.nullable()) });
export const artifactEntry = z.object({ path: z.string(), isDir: z.boolean(), bytes: z.number().nullable() });

/** What a download says, in this order: how much comes, then each file with its bytes. */
export const artifactPiece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), files: z.number().int(), bytes: z.number() }),
  z.object({ kind: z.literal('file'), path: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('data'), base64: z.string() }),
]);

/** A model that a run logged (MLflow 3); its artifacts are in a place of its own. */
const loggedModel = z.object({ modelId: z.string(), name: z.string(), status: z.string(), step: z.number().int() });

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

/** A run of a search's page. */
export const searchedRun = trackedRun.extend({ childCount: z.number().int() });
export const trackedKeys = z.object({ params: z.array(z.string()), metrics: z.array(z.string()), tags: z.array(z.string()) });
export const runGroup = z.object({
  /** Null for the runs that have none. */
  value: z.string().nullable(),
  runs: z.number().int(),
  /** The standard deviation is of a sample; 0 of a single value. */
  metrics: z.record(z.string(), z.object({ mean: z.number(), min: z.number(), max: z.number(), sd: z.number(), n: z.number().int() })),
});

const searched = z.object({
  /** None stands for all. */
  experimentIds: z.array(z.string()).max(1000),
  /** In MLflow's grammar. */
  filter: z.string().max(100_000).optional(),
  view: z.enum(['active', 'deleted', 'all']).default('active'),
});
const page = { limit: z.number().int().min(1).max(1000).default(200), offset: z.number().int().min(0).default(0) };

const oneRun = z.object({ runId: z.string() });
/** In the artifacts of the run, or of a model that it logged. */
const onePlace = oneRun.extend({ modelId: z.string().optional(), path: z.string() });
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
        loggedModels: z.array(loggedModel),
      }),
    ),
  /** `rootsOnly` leaves out runs whose parent is found as well. */
  search: procedure('TRACKING_FILTER_INVALID')
    .input(
      searched.extend({
        ...page,
        orderBy: z.array(z.string()).max(10).default([]),
        /** Comes before `orderBy`, of up to a thousand runs: of more the answer is `unordered`. */
        orderBySummary: metricSummary.extend({ descending: z.boolean() }).optional(),
        rootsOnly: z.boolean().default(false),
      }),
    )
    .output(z.object({ runs: z.array(searchedRun), total: z.number().int(), unordered: z.boolean().optional() })),
  /** Read run by run: a table asks for what it shows. */
  summaries: procedure()
    .input(z.object({ runIds: z.array(z.string()).max(1000), summaries: z.array(metricSummary).max(20) }))
    .output(z.array(runSummaries)),
  /** Up to a thousand of each. */
  keys: procedure()
    .input(searched.pick({ experimentIds: true }))
    .output(trackedKeys),
  /** By a param, a tag or an attribute, as a filter names it. */
  groups: procedure('TRACKING_FILTER_INVALID', 'BAD_REQUEST')
    .input(searched.extend({ by: z.string(), metrics: z.array(z.string()).max(20) }))
    .output(z.array(runGroup)),
  /** Thinned to `points` each; the first, the last and every spike are kept. A run without the metric has none. */
  histories: procedure('RUN_NOT_FOUND')
    .input(
      z.object({
        runIds: z.array(z.string()).max(50),
        keys: z.array(z.string()).max(20),
        points: z.number().int().min(4).max(2000).default(320),
        from: z.number().int().optional(),
        to: z.number().int().optional(),
      }),
    )
    .output(z.array(z.object({ runId: z.string(), key: z.string(), total: z.number().int(), points: z.array(metricPoint) }))),
  history: procedure('RUN_NOT_FOUND')
    .input(oneRun.extend({ key: z.string() }))
    .output(z.array(metricPoint)),
  artifacts: procedure('RUN_NOT_FOUND', 'ARTIFACT_NOT_FOUND')
    .input(onePlace.extend({ path: z.string().default('') }))
    .output(z.array(artifactEntry)),
  /** Up to 1 MB, as text when it is text. */
  artifact: procedure('RUN_NOT_FOUND', 'ARTIFACT_NOT_FOUND')
    .input(onePlace)
    .output(z.object({ path: z.string(), bytes: z.number(), encoding: z.enum(['utf8', 'base64']), content: z.string(), truncated: z.boolean() })),
  /** A file, or everything in a folder. */
  download: procedure('RUN_NOT_FOUND', 'ARTIFACT_NOT_FOUND').input(onePlace).output(eventIterator(artifactPiece)),
  setNote: procedure('RUN_NOT_FOUND', 'RUN_DELETED')
    .input(oneRun.extend({ note: z.string().max(8000) }))
    .output(z.void()),
};

export type TrackedDataset = z.infer<typeof trackedDataset>;
export type SearchedRun = z.infer<typeof searchedRun>;
export type TrackedKeys = z.infer<typeof trackedKeys>;
export type RunSummaries = z.infer<typeof runSummaries>;
export type RunGroup = z.infer<typeof runGroup>;
export type Experiment = z.infer<typeof experiment>;
export type TrackedRun = z.infer<typeof trackedRun>;
export type TrackingStatus = z.infer<typeof trackingStatus>;
export type MetricPoint = z.infer<typeof metricPoint>;
export type ArtifactEntry = z.infer<typeof artifactEntry>;
export type ArtifactPiece = z.infer<typeof artifactPiece>;
export type LoggedModelOfRun = z.infer<typeof loggedModel>;
