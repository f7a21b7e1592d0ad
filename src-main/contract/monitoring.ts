/** What an endpoint's traffic looks like: latency, errors, drift against the training reference, alerts, and a simulator that makes traffic. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { alert } from './alerts.ts';
import { failure, instant, procedure } from './base.ts';
import { play, story, storyPreview } from './story.ts';

export const trafficWindow = z.object({
  start: instant,
  end: instant,
  requests: z.number().int(),
  errors: z.number().int(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  labels: z.record(z.string(), z.number().int()),
});

export const driftTest = z.object({
  /** Tests with a p-value decide; distances (psi, js: Jensen–Shannon, wasserstein: in standard deviations of the reference) say how large a change is. */
  test: z.enum(['ks', 'chi2', 'outliers', 'psi', 'js', 'wasserstein']),
  statistic: z.number(),
  pValue: z.number().nullable(),
  threshold: z.number(),
  drifted: z.boolean(),
});

export const featureDrift = z.object({
  feature: z.string(),
  kind: z.enum(['numeric', 'categorical', 'prediction']),
  /** none | warning (p < 0.05) | high (p < 0.01), after the correction for many tests. */
  severity: z.enum(['none', 'warning', 'high']),
  tests: z.array(driftTest),
  missing: z.object({ reference: z.number(), current: z.number() }),
  /** Shares over the same bins: edges for numbers, names for categories. */
  bins: z.array(z.object({ label: z.string(), reference: z.number(), current: z.number() })),
  /** The computation with the real numbers, for "por quê?". */
  evidence: z.record(z.string(), z.number()),
});

export const driftReport = z.object({
  endpoint: z.string(),
  at: instant,
  window: z.object({ start: instant, end: instant, requests: z.number().int() }),
  reference: z.object({ rows: z.number().int(), source: z.string() }),
  /** False while the window holds fewer than 100 requests. */
  enough: z.boolean(),
  /** Share of features that drifted. */
  score: z.number(),
  features: z.array(featureDrift),
});

export const scenario = z.enum(['stable', 'sudden', 'gradual']);

export const simulation = z.object({
  simulationId: z.string(),
  endpoint: z.string(),
  scenario,
  seed: z.number().int(),
  /** The feature that the scenario moves; null for stable. */
  feature: z.string().nullable(),
  requests: z.number().int(),
  sent: z.number().int(),
  failed: z.number().int(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: instant,
  endedAt: instant.nullable(),
  report: driftReport.nullable(),
  alerts: z.array(alert),
  error: failure.nullable(),
});

/** Answers whose truth is known, over a window of time. */
export const performanceWindow = z.object({
  start: instant,
  end: instant,
  labels: z.number().int(),
  right: z.number().int(),
  share: z.number().nullable(),
  /** Wilson's interval of 95 %. */
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** `waiting`: answers whose truth has not come yet. */
export const performance = z.object({ windows: z.array(performanceWindow), waiting: z.number().int() });

/** Where programs outside tell the truth of an endpoint; `url` is null until a host that stays has opened it. */
export const truthDoor = z.object({ endpoint: z.string(), url: z.string().nullable(), token: z.string(), createdAt: instant });

const at = z.object({ endpoint: z.string() });
const truth = z.object({ id: z.string().min(1).max(200), label: z.string().max(200) });

export const monitoringContract = {
  traffic: procedure('ENDPOINT_NOT_FOUND')
    .input(at.extend({ windowMs: z.number().int().min(100).default(5000), windows: z.number().int().min(1).max(500).default(60) }))
    .output(z.array(trafficWindow)),
  drift: procedure('ENDPOINT_NOT_FOUND')
    .input(at.extend({ requests: z.number().int().min(1).max(100_000).default(500) }))
    .output(driftReport),
  alerts: procedure()
    .input(z.object({ endpoint: z.string().optional(), limit: z.number().int().min(1).max(1000).default(100) }))
    .output(z.array(alert)),
  /** What turned out to be true, by the ids of requests (`X-Request-Id`); answers with how many were news. */
  tellTruth: procedure('ENDPOINT_NOT_FOUND')
    .input(at.extend({ truths: z.array(truth).min(1).max(10_000) }))
    .output(z.object({ told: z.number().int() })),
  truthDoor: procedure('ENDPOINT_NOT_FOUND').input(at).output(truthDoor.nullable()),
  /** With a new token: the one before it no longer counts. */
  openTruthDoor: procedure('ENDPOINT_NOT_FOUND').input(at).output(truthDoor),
  shutTruthDoor: procedure().input(at).output(z.void()),
  performance: procedure('ENDPOINT_NOT_FOUND')
    .input(at.extend({ windowMs: z.number().int().min(100).default(60_000), windows: z.number().int().min(1).max(500).default(60) }))
    .output(performance),
  simulate: procedure('ENDPOINT_NOT_FOUND', 'ENDPOINT_NOT_READY', 'PARAM_INVALID', 'REFERENCE_MISSING', 'SCENARIO_UNKNOWN')
    .input(
      at.extend({
        scenario,
        requests: z.number().int().min(1).max(100_000).default(1000),
        seed: z.number().int().default(1),
        feature: z.string().optional(),
        ratePerSecond: z.number().positive().max(5000).optional(),
      }),
    )
    .output(z.object({ simulationId: z.string() })),
  /** Answers when it has begun. With `resume` the same timeline, broken off, goes on. */
  playTimeline: procedure('ENDPOINT_NOT_FOUND', 'ENDPOINT_NOT_READY', 'PARAM_INVALID', 'REFERENCE_MISSING', 'DATASET_NOT_FOUND')
    .input(at.extend({ timeline: story, resume: z.boolean().default(false) }))
    .output(play),
  previewTimeline: procedure('ENDPOINT_NOT_FOUND', 'PARAM_INVALID', 'REFERENCE_MISSING', 'DATASET_NOT_FOUND')
    .input(at.extend({ timeline: story }))
    .output(storyPreview),
  /** A timeline as its file says it, and the file of a timeline. */
  readTimeline: procedure('PIPELINE_INVALID', 'PIPELINE_SYNTAX')
    .input(z.object({ text: z.string().max(200_000), file: z.string().max(240).default('cenario.yaml') }))
    .output(story),
  writeTimeline: procedure()
    .input(z.object({ timeline: story }))
    .output(z.object({ text: z.string() })),
  plays: procedure()
    .input(z.object({ endpoint: z.string().optional() }))
    .output(z.array(play)),
  cancelPlay: procedure()
    .input(z.object({ id: z.string() }))
    .output(z.void()),
  cancelSimulation: procedure()
    .input(z.object({ simulationId: z.string() }))
    .output(z.void()),
  simulations: procedure()
    .input(z.object({ endpoint: z.string().optional() }))
    .output(z.array(simulation)),
  watchSimulation: procedure()
    .input(z.object({ simulationId: z.string() }))
    .output(eventIterator(simulation)),
};

export type TrafficWindow = z.infer<typeof trafficWindow>;
export type DriftTest = z.infer<typeof driftTest>;
export type FeatureDrift = z.infer<typeof featureDrift>;
export type DriftReport = z.infer<typeof driftReport>;
export type PerformanceWindow = z.infer<typeof performanceWindow>;
export type TruthDoor = z.infer<typeof truthDoor>;
export type Performance = z.infer<typeof performance>;
export type Scenario = z.infer<typeof scenario>;
export type Simulation = z.infer<typeof simulation>;
