/** Triggers: what starts a pipeline by itself, each time it did, and what it would do in the days to come. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { alertRuleId } from './alerts.ts';
import { engineKind, failure, instant, procedure, scalar } from './base.ts';
import { runStatus } from './pipelines.ts';
import { priority, queueReason, tag } from './queue.ts';
import { solution } from './workspaces.ts';

export const triggerName = z.string().regex(/^[A-Za-z0-9_][\w-]{0,63}$/);

export const triggerSource = z.discriminatedUnion('kind', [
  /** Five fields (or six, with seconds first), in a time zone; the computer's without one. */
  z.object({ kind: z.literal('cron'), pattern: z.string().min(1).max(120), timezone: z.string().max(64).optional() }),
  /** Every so many milliseconds since `anchor`; the moment it was made without one. */
  z.object({
    kind: z.literal('interval'),
    everyMs: z
      .number()
      .int()
      .min(10_000)
      .max(366 * 86_400_000),
    anchor: instant.optional(),
  }),
  /** A file or a folder of a workspace; the whole workspace when `path` is empty. */
  z.object({ kind: z.literal('files'), workspace: z.string(), path: z.string().max(240).default('') }),
  /** A new version of a data set. */
  z.object({ kind: z.literal('dataset'), dataset: z.string().min(1).max(200) }),
  /** A new version of a model, or an alias of it that comes to point at another version; of any model, any alias when null. */
  z.object({
    kind: z.literal('model'),
    model: z.string().nullable().default(null),
    on: z.enum(['version', 'alias']).default('version'),
    alias: z.string().nullable().default(null),
  }),
  /** An alert of monitoring that begins to fire. */
  z.object({
    kind: z.literal('alert'),
    endpoint: z.string().nullable().default(null),
    /** One of the lab's or of the learner's own. */
    rule: alertRuleId.default('drift'),
    /** At least; `high` is critical. */
    severity: z.enum(['info', 'warning', 'high']).default('warning'),
  }),
  /** An authenticated POST on this computer; of its body, these fields become parameters. */
  z.object({ kind: z.literal('webhook'), allow: z.array(z.string().max(64)).max(50).default([]) }),
]);

/** What to do with occasions that passed while nobody was there: nothing, the last one, or all (at most `max` of them, the newest). */
export const catchUp = z.object({ policy: z.enum(['none', 'last', 'all']).default('last'), max: z.number().int().min(1).max(100).default(10) });
/** What to do while an earlier run of the trigger has not ended: leave this one out, let it wait, or cancel the old one. */
export const overlap = z.enum(['skip', 'queue', 'cancel']);

const definition = {
  pipeline: z.string().min(1),
  solution: solution.default('workspace'),
  engine: engineKind.nullable().default(null),
  params: z.record(z.string(), scalar).default({}),
  source: triggerSource,
  catchUp: catchUp.default({ policy: 'last', max: 10 }),
  overlap: overlap.default('skip'),
  priority: priority.default(0),
  tags: z.array(tag).max(8).default([]),
};
export const triggerDefinition = z.object(definition);
const newTrigger = z.object({ name: triggerName, ...definition });

export const firingOutcome = z.enum(['recorded', 'started', 'skipped', 'failed']);
/** Why an occasion started nothing: an earlier run had not ended, it was missed, too many were missed, too many wait, the trigger was paused. */
export const skipReason = z.enum(['overlap', 'missed', 'bound', 'full', 'paused']);

export const firingCause = z.object({
  kind: z.enum(['cron', 'interval', 'files', 'dataset', 'model', 'alert', 'webhook', 'manual']),
  /** What it was about: a file, `flights@v3`, `atrasos-voos v4`, the endpoint of the alert. */
  subject: z.string().nullable(),
  /** It passed while nobody was there, and was made up for. */
  late: z.boolean(),
});

export const firing = z.object({
  id: z.number().int(),
  trigger: z.string(),
  cause: firingCause,
  dueAt: instant,
  recordedAt: instant,
  outcome: firingOutcome,
  reason: skipReason.nullable(),
  /** Occasions that it stands for: those left out together are one row. */
  occasions: z.number().int(),
  pipeline: z.string(),
  params: z.record(z.string(), scalar),
  runId: z.string().nullable(),
  run: z.object({ status: runStatus, queued: z.boolean(), endedAt: instant.nullable() }).nullable(),
  /** Runs that were cancelled for it. */
  replaced: z.array(z.string()),
  error: failure.nullable(),
});

export const trigger = z.object({
  name: triggerName,
  ...definition,
  paused: z.boolean(),
  createdAt: instant,
  /** Of cron and interval. */
  nextAt: instant.nullable(),
  last: firing.nullable(),
  hook: z.object({ url: z.string().nullable(), token: z.string() }).nullable(),
  /** Why its source cannot be watched. */
  problem: failure.nullable(),
});

export const triggerList = z.object({
  /** All of them together. */
  paused: z.boolean(),
  /** Whether this core starts what is due: a command of the terminal does not stay for it. */
  watching: z.boolean(),
  triggers: z.array(trigger),
});

export const schedulePreview = z.object({ next: z.array(instant), timezone: z.string() });

export const calendar = z.object({
  past: z.array(firing),
  coming: z.array(z.object({ trigger: z.string(), at: instant, paused: z.boolean() })),
  /** Some were left out: too many for one look. */
  truncated: z.boolean(),
});

export const simulatedFiring = z.object({
  trigger: z.string(),
  at: instant,
  outcome: z.enum(['started', 'skipped', 'cancelled']),
  reason: skipReason.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** What it waited for first. */
  waited: queueReason.nullable(),
});

/** A calculation, in which nothing runs. */
export const triggerSimulation = z.object({
  simulated: z.literal(true),
  from: instant,
  to: instant,
  /** How far it has come. */
  now: instant,
  firings: z.array(simulatedFiring),
  /** Some firings are counted and not listed. */
  truncated: z.boolean(),
  triggers: z.array(
    z.object({
      name: z.string(),
      firings: z.number().int(),
      started: z.number().int(),
      skipped: z.number().int(),
      cancelled: z.number().int(),
      waited: z.number().int(),
      longestWaitMs: z.number(),
    }),
  ),
  /** How long each pipeline was taken to run: the median of its last runs, or a guess. */
  durations: z.array(z.object({ pipeline: z.string(), ms: z.number(), runs: z.number().int(), memoryBytes: z.number() })),
  /** Triggers that nobody can foresee. */
  unforeseen: z.array(z.object({ name: z.string(), kind: z.string() })),
  /** Most runs that waited at the same time. */
  longestQueue: z.number().int(),
});

const one = z.object({ name: triggerName });
const startErrors = ['CHALLENGE_NOT_FOUND', 'PIPELINE_CYCLE', 'PIPELINE_FILE_MISSING', 'PIPELINE_INVALID', 'PIPELINE_SYNTAX'] as const;
const days = { days: z.number().int().min(1).max(366).default(30) };

export const triggersContract = {
  list: procedure().output(triggerList),
  add: procedure('TRIGGER_EXISTS', 'ALERT_RULE_NOT_FOUND', 'SCHEDULE_INVALID', 'PARAM_INVALID', 'PARAM_UNKNOWN', ...startErrors)
    .input(newTrigger)
    .output(trigger),
  /** In place of what it was; what it has taken in stays, unless its source is another. */
  update: procedure('TRIGGER_NOT_FOUND', 'ALERT_RULE_NOT_FOUND', 'SCHEDULE_INVALID', 'PARAM_INVALID', 'PARAM_UNKNOWN', ...startErrors)
    .input(newTrigger)
    .output(trigger),
  /** Its history stays. */
  remove: procedure('TRIGGER_NOT_FOUND').input(one).output(z.void()),
  /** One, or all together. What passes meanwhile is not made up for. */
  pause: procedure('TRIGGER_NOT_FOUND').input(one.partial()).output(triggerList),
  resume: procedure('TRIGGER_NOT_FOUND').input(one.partial()).output(triggerList),
  /** Now, by hand; with these parameters besides its own. */
  fire: procedure('TRIGGER_NOT_FOUND')
    .input(one.extend({ params: z.record(z.string(), scalar).default({}) }))
    .output(firing),
  /** Newest first. */
  history: procedure()
    .input(z.object({ name: triggerName.optional(), limit: z.number().int().min(1).max(1000).default(100), before: z.number().int().optional() }))
    .output(z.array(firing)),
  /** A new token; the old one is worth nothing from then on. */
  renewToken: procedure('TRIGGER_NOT_FOUND').input(one).output(trigger),
  preview: procedure('SCHEDULE_INVALID')
    .input(z.object({ source: triggerSource, count: z.number().int().min(1).max(50).default(5) }))
    .output(schedulePreview),
  calendar: procedure()
    .input(z.object({ from: instant, to: instant }))
    .output(calendar),
  simulate: procedure().input(z.object(days)).output(triggerSimulation),
  /** The same, as a clock that goes `speed` times as fast as the computer's comes to each firing. */
  watchSimulation: procedure()
    .input(z.object({ ...days, speed: z.number().min(1).max(10_000).default(10_000) }))
    .output(eventIterator(triggerSimulation)),
};

export type TriggerSource = z.infer<typeof triggerSource>;
export type TriggerDefinition = z.infer<typeof triggerDefinition>;
export type NewTrigger = z.input<typeof newTrigger>;
export type CatchUp = z.infer<typeof catchUp>;
export type Overlap = z.infer<typeof overlap>;
export type SkipReason = z.infer<typeof skipReason>;
export type FiringCause = z.infer<typeof firingCause>;
export type Firing = z.infer<typeof firing>;
export type Trigger = z.infer<typeof trigger>;
export type TriggerList = z.infer<typeof triggerList>;
export type TriggerCalendar = z.infer<typeof calendar>;
export type SimulatedFiring = z.infer<typeof simulatedFiring>;
export type TriggerSimulation = z.infer<typeof triggerSimulation>;
