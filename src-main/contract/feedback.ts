/** Feedback loops: policies that say when a model is trained again, on what, and what its successor has to show; and what each loop did. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { alertRuleId } from './alerts.ts';
import { engineKind, failure, instant, procedure, scalar } from './base.ts';
import { solution } from './workspaces.ts';

const span = z
  .number()
  .int()
  .min(0)
  .max(366 * 86_400_000);

export const feedbackPolicy = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_][\w-]{0,63}$/),
  endpoint: z.string().min(1),
  /** The registered model whose champion the endpoint serves. */
  model: z.string().min(1),
  /** What is started, and which of its data sets the fresh rows take the place of. It has to register a version of the model. */
  train: z.strictObject({
    pipeline: z.string().min(1),
    solution: solution.default('workspace'),
    engine: engineKind.nullable().default(null),
    params: z.record(z.string(), scalar).default({}),
    dataset: z.string().min(1),
    /** The column that the truth is written into. */
    target: z.string().min(1),
  }),
  /** Any of them is reason enough. */
  when: z
    .strictObject({
      /** The lab's own drift alert fires. */
      drift: z.boolean().default(true),
      /** An alert of one of these rules fires. */
      alerts: z.array(alertRuleId).max(50),
      /** Share of right answers among the newest labelled ones. */
      performance: z.strictObject({ below: z.number().min(0).max(1), labels: z.number().int().min(10).max(100_000).default(100) }).nullable(),
      /** New labels since the last loop. */
      labels: z.number().int().min(10).nullable(),
      everyMs: span.min(60_000).nullable(),
    })
    .partial()
    .prefault({}),
  data: z
    .strictObject({
      /** The newest so many labelled rows; of these, the newest share is held out for the comparison. */
      rows: z.number().int().min(20).max(100_000).default(1000),
      holdout: z.number().min(0.1).max(0.5).default(0.3),
      atLeast: z.number().int().min(20).max(100_000).default(200),
      /** Refuses to learn when the newest label belongs to a request older than this. */
      freshMs: span.nullable().default(null),
    })
    .prefault({}),
  /** One-sided, exact, on the answers in which the two differ. */
  test: z.strictObject({ alpha: z.number().gt(0).max(0.5).default(0.05) }).prefault({}),
  gate: z.strictObject({ metric: z.string().optional(), tolerance: z.number().min(0).max(1).default(0.05) }).prefault({}),
  canary: z
    .strictObject({
      weights: z.array(z.number().min(0).max(100)).min(1).max(20).default([10, 50]),
      holdMs: span.default(30_000),
      requests: z.number().int().min(0).max(1_000_000).default(50),
      watchMs: span.default(30_000),
    })
    .prefault({}),
  /** Labels of the new champion's own answers to wait for before the loop is over. */
  confirm: z.number().int().min(10).max(100_000).default(100),
  guard: z
    .strictObject({
      /** Between the end of a loop and the next one. */
      cooldownMs: span.default(3_600_000),
      /** Loops in any 24 hours. */
      perDay: z.number().int().min(1).max(1000).default(4),
      /** New labels since the last loop: the same rows would give the same answer. */
      newLabels: z.number().int().min(0).max(100_000).default(100),
    })
    .prefault({}),
});

export const loopPhase = z.enum(['data', 'training', 'comparing', 'gate', 'canary', 'promoting', 'confirming', 'over']);
export const loopStatus = z.enum(['running', 'promoted', 'kept', 'refused', 'rolled-back', 'failed']);
export const loopCause = z.enum(['drift', 'alert', 'performance', 'labels', 'schedule', 'person']);

/** Of the two on the same held-out rows: who was right where the other was wrong. */
export const comparison = z.object({
  rows: z.number().int(),
  champion: z.number(),
  challenger: z.number(),
  onlyChampion: z.number().int(),
  onlyChallenger: z.number().int(),
  p: z.number(),
  better: z.boolean(),
});

export const loopEvent = z.object({
  seq: z.number().int(),
  at: instant,
  kind: z.enum([
    'opened',
    'data',
    'training',
    'trained',
    'compared',
    'kept',
    'gate',
    'refused',
    'canary',
    'promoted',
    'rolled-back',
    'confirmed',
    'taken-up',
    'failed',
  ]),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const feedbackLoop = z.object({
  id: z.string(),
  policy: z.string(),
  endpoint: z.string(),
  status: loopStatus,
  phase: loopPhase,
  cause: loopCause,
  startedAt: instant,
  endedAt: instant.nullable(),
  /** What it led from and to: each has a page of its own. */
  lineage: z.object({
    alert: z.string().nullable(),
    train: z.string().nullable(),
    holdout: z.string().nullable(),
    run: z.string().nullable(),
    champion: z.string().nullable(),
    challenger: z.string().nullable(),
    rollout: z.string().nullable(),
  }),
  comparison: comparison.nullable(),
  /** Share of right answers before, and of the new champion. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  error: failure.nullable(),
  events: z.array(loopEvent),
});

/** Why no loop begins although there is a reason. */
export const loopHold = z.enum(['paused', 'running', 'cooldown', 'per-day', 'few-labels', 'no-new-labels', 'stale-labels', 'endpoint']);

export const feedbackState = z.object({
  policy: feedbackPolicy,
  paused: z.boolean(),
  cause: loopCause.nullable(),
  hold: loopHold.nullable(),
  /** Labelled rows there are, and those that came since the last loop. */
  labels: z.number().int(),
  newLabels: z.number().int(),
  loops: z.array(feedbackLoop),
});

const one = z.object({ name: z.string() });

export const feedbackContract = {
  list: procedure().output(z.array(feedbackState)),
  get: procedure('POLICY_NOT_FOUND').input(one).output(feedbackState),
  /** In place of what it was, if it was there. */
  save: procedure('ENDPOINT_NOT_FOUND', 'ALERT_RULE_NOT_FOUND', 'CHALLENGE_NOT_FOUND', 'PARAM_INVALID').input(feedbackPolicy).output(feedbackState),
  /** The `politica.yaml` of a challenge's solution. */
  load: procedure('CHALLENGE_NOT_FOUND', 'ALERT_RULE_NOT_FOUND', 'FILE_NOT_FOUND', 'ENDPOINT_NOT_FOUND', 'PIPELINE_INVALID', 'PIPELINE_SYNTAX')
    .input(z.object({ challenge: z.string(), solution: solution.default('workspace') }))
    .output(feedbackState),
  remove: procedure('POLICY_NOT_FOUND').input(one).output(z.void()),
  pause: procedure('POLICY_NOT_FOUND')
    .input(one.extend({ paused: z.boolean() }))
    .output(feedbackState),
  /** Now, whatever the reasons; the guards hold all the same. LOOP_HELD says which. */
  start: procedure('POLICY_NOT_FOUND', 'LOOP_HELD').input(one).output(feedbackLoop),
  watch: procedure('POLICY_NOT_FOUND').input(one).output(eventIterator(feedbackState)),
};

export type FeedbackPolicy = z.infer<typeof feedbackPolicy>;
export type FeedbackPolicyInput = z.input<typeof feedbackPolicy>;
export type FeedbackState = z.infer<typeof feedbackState>;
export type FeedbackLoop = z.infer<typeof feedbackLoop>;
export type LoopEvent = z.infer<typeof loopEvent>;
export type LoopPhase = z.infer<typeof loopPhase>;
export type LoopStatus = z.infer<typeof loopStatus>;
export type LoopCause = z.infer<typeof loopCause>;
export type LoopHold = z.infer<typeof loopHold>;
export type Comparison = z.infer<typeof comparison>;
