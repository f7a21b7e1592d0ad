/** Rollouts: how an endpoint goes from one revision to the next, with the evidence of every decision; replicas and their number. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { engineKind, failure, instant, procedure } from './base.ts';
import { endpoint } from './serving.ts';
import { solution } from './workspaces.ts';

export const strategy = z.enum(['direct', 'blue-green', 'canary', 'ab', 'shadow', 'manual']);

/** What keeps a person with one revision: the value of a header or a cookie (which the gateway gives to those who have none). */
export const sticky = z.object({ by: z.enum(['header', 'cookie']), name: z.string().regex(/^[\w-]{1,60}$/) });

/** When a revision counts as bad, compared with the one that serves. */
export const limits = z.object({
  /** Share of errors that nobody minds. */
  errors: z.number().min(0).max(1).default(0.01),
  /** p95 of the candidate over that of the stable revision. */
  slower: z.number().min(1).max(100).default(1.5),
  /** Share of answers that may differ, under shadow. */
  different: z.number().min(0).max(1).default(0.01),
});

export const rolloutPlan = z.object({
  endpoint: z.string(),
  /** As `serving.serve` takes it. */
  target: z.string(),
  strategy,
  engine: engineKind.exclude(['warm']).optional(),
  solution: solution.default('workspace'),
  replicas: z.number().int().min(1).max(10).default(1),
  /** Per cent of the traffic, step by step. */
  weights: z.array(z.number().min(0).max(100)).max(20).optional(),
  /** Least time and least requests of the candidate in each step; null: a person says when. */
  holdMs: z.number().int().min(0).max(86_400_000).nullable().optional(),
  requests: z.number().int().min(0).max(1_000_000).optional(),
  /** Time under full traffic in which the previous revision may still come back by itself. */
  watchMs: z.number().int().min(0).max(86_400_000).optional(),
  sticky: sticky.optional(),
  limits: limits.prefault({}),
  /** Promote without asking when the test of an A/B or a shadow is passed. */
  auto: z.boolean().default(false),
});

export const rolloutStatus = z.enum(['running', 'paused', 'succeeded', 'rolled-back', 'failed']);
export const rolloutPhase = z.enum(['starting', 'step', 'promoting', 'watching', 'finishing', 'undoing', 'over']);

/** What one revision did in a stretch of time. */
export const observed = z.object({
  requests: z.number().int(),
  errors: z.number().int(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  outcomes: z.object({ count: z.number(), mean: z.number().nullable() }).nullable(),
});

/** What a decision was made from. */
export const evidence = z.object({
  stable: observed,
  candidate: observed,
  shadow: z.object({ compared: z.number().int(), different: z.number().int(), dropped: z.number().int() }).nullable(),
  /** Chance of seeing this much or more if the candidate were no worse; of the check that decided. */
  p: z.number().nullable(),
});

export const rolloutReason = z.enum(['errors', 'latency', 'answers', 'drift', 'person', 'not-ready', 'test-lost', 'candidate-gone']);

export const rolloutEvent = z.object({
  seq: z.number().int(),
  at: instant,
  kind: z.enum([
    'started',
    'ready',
    'step',
    'passed',
    'held',
    'tested',
    'promoted',
    'bad',
    'undone',
    'finished',
    'paused',
    'resumed',
    'taken-up',
    'failed',
  ]),
  /** Per cent of the traffic from here on. */
  weight: z.number().nullable(),
  revision: z.number().int().nullable(),
  reason: rolloutReason.nullable(),
  evidence: evidence.nullable(),
  /** Answers that differed, under shadow. */
  examples: z.array(z.object({ path: z.string(), primary: z.string(), shadow: z.string() })),
  failure: failure.nullable(),
});

export const rollout = z.object({
  id: z.string(),
  endpoint: z.string(),
  plan: rolloutPlan,
  status: rolloutStatus,
  phase: rolloutPhase,
  step: z.number().int(),
  steps: z.number().int(),
  /** Per cent that the candidate gets. */
  weight: z.number(),
  /** It goes no further by itself: a person decides. */
  waits: z.boolean(),
  stable: z.number().int(),
  candidate: z.number().int().nullable(),
  reason: rolloutReason.nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Since the step began. */
  now: evidence.nullable(),
  events: z.array(rolloutEvent),
});

export const scaling = z.object({
  min: z.number().int().min(1).max(10),
  max: z.number().int().min(1).max(10),
  /** Requests under way at one replica, on average. */
  concurrency: z.number().min(0.1).max(1000).default(4),
  /** Share of its CPU limit. */
  cpu: z.number().min(0.05).max(1).default(0.7),
  /** How long fewer must have been enough. */
  calmMs: z.number().int().min(0).max(3_600_000).default(30_000),
});

/** Everything behind an endpoint's address right now. */
export const fleet = z.object({
  endpoint: z.string(),
  revisions: z.array(
    z.object({
      revision: z.number().int(),
      role: z.enum(['stable', 'candidate', 'warm']),
      source: endpoint.shape.source,
      /** Per cent. */
      weight: z.number(),
      shadow: z.boolean(),
      replicas: z.number().int(),
      wanted: z.number().int(),
      /** Since the last look; null while nobody measures. */
      perSecond: z.number().nullable(),
      p95: z.number().nullable(),
      errorShare: z.number().nullable(),
      concurrency: z.number().nullable(),
    }),
  ),
  sticky: sticky.nullable(),
  scaling: scaling.nullable(),
  /** Refused for want of room in the last window, and waiting at its end. */
  shed: z.number().int(),
  waiting: z.number().int(),
});

const named = z.object({ endpoint: z.string() });

export const rolloutContract = {
  /** Answers once it is written down; it goes on by itself. */
  start: procedure(
    'ENDPOINT_NOT_FOUND',
    'ENDPOINT_NOT_READY',
    'ROLLOUT_RUNNING',
    'MODEL_NOT_FOUND',
    'VERSION_NOT_FOUND',
    'CHALLENGE_NOT_FOUND',
    'PARAM_INVALID',
  )
    .input(rolloutPlan)
    .output(rollout),
  /** Of an endpoint, newest first. */
  list: procedure('ENDPOINT_NOT_FOUND')
    .input(named.extend({ limit: z.number().int().min(1).max(100).default(20) }))
    .output(z.array(rollout)),
  /** Goes on to the next step; from the last one, or with `all`, to all of the traffic. */
  promote: procedure('ROLLOUT_NOT_RUNNING')
    .input(named.extend({ all: z.boolean().default(false) }))
    .output(rollout),
  pause: procedure('ROLLOUT_NOT_RUNNING').input(named).output(rollout),
  resume: procedure('ROLLOUT_NOT_RUNNING').input(named).output(rollout),
  /** Back to the revision before: of the rollout that runs, or from the one that is kept warm. */
  rollback: procedure('ENDPOINT_NOT_FOUND', 'ROLLBACK_NOTHING').input(named).output(fleet),
  /** Changes the share of a manual split. */
  weight: procedure('ROLLOUT_NOT_RUNNING')
    .input(named.extend({ weight: z.number().min(0).max(100) }))
    .output(rollout),
  scale: procedure('ENDPOINT_NOT_FOUND', 'ENDPOINT_NOT_READY', 'PARAM_INVALID')
    .input(named.extend({ replicas: z.number().int().min(1).max(10).optional(), scaling: scaling.nullable().optional() }))
    .output(fleet),
  fleet: procedure('ENDPOINT_NOT_FOUND').input(named).output(fleet),
  watch: procedure('ENDPOINT_NOT_FOUND')
    .input(named)
    .output(eventIterator(z.object({ fleet, rollout: rollout.nullable() }))),
};

export type Strategy = z.infer<typeof strategy>;
export type Sticky = z.infer<typeof sticky>;
export type RolloutPlan = z.infer<typeof rolloutPlan>;
export type RolloutPlanInput = z.input<typeof rolloutPlan>;
export type RolloutStatus = z.infer<typeof rolloutStatus>;
export type RolloutPhase = z.infer<typeof rolloutPhase>;
export type RolloutReason = z.infer<typeof rolloutReason>;
export type RolloutEvent = z.infer<typeof rolloutEvent>;
export type Rollout = z.infer<typeof rollout>;
export type Evidence = z.infer<typeof evidence>;
export type Observed = z.infer<typeof observed>;
export type Scaling = z.infer<typeof scaling>;
export type FleetView = z.infer<typeof fleet>;
