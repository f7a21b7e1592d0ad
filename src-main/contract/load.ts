/** Load tests: requests sent to an endpoint at times that do not depend on its answers, what they took, and what failed. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failure, instant, procedure } from './base.ts';
import { requestsIn } from './load-stages.ts';

const rate = z.number().min(0).max(50_000);
const seconds = z.number().min(0.5).max(3600);

/** Requests per second over time. */
export const loadProfile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant'), rate, seconds }),
  z.object({ kind: z.literal('ramp'), from: rate.default(0), rate, seconds }),
  /** `rate`, but `peak` for `peakSeconds` in the middle. */
  z.object({ kind: z.literal('spike'), rate, peak: rate, peakSeconds: seconds, seconds }),
  /** Between `low` and `rate` and back, once per `period`: a day made short. */
  z.object({ kind: z.literal('wave'), low: rate.default(0), rate, period: seconds, seconds }),
]);

/** What the answers must keep to; a test that does not is over and `met` is false. */
const loadLimits = z.object({
  p50Ms: z.number().positive().optional(),
  p95Ms: z.number().positive().optional(),
  p99Ms: z.number().positive().optional(),
  p999Ms: z.number().positive().optional(),
  /** Share of requests that may fail. */
  failed: z.number().min(0).max(1).optional(),
});

const mostRequests = 5_000_000;

export const loadPlan = z.object({
  endpoint: z.string(),
  profile: loadProfile.refine((profile) => requestsIn(profile) <= mostRequests, { message: `≤ ${mostRequests} requests` }),
  /** As regular as a clock, or at random as people come (Poisson), with the same mean. */
  arrivals: z.enum(['even', 'random']).default('even'),
  /** Of this revision, whatever the shares of the traffic are; null: as anybody. */
  revision: z.number().int().nullable().default(null),
  path: z.string().startsWith('/').max(2000).default('/predict'),
  method: z.enum(['GET', 'POST']).default('POST'),
  /** Sent in turn. Without them, the endpoint's example, or the rows that its model was trained on. */
  bodies: z.array(z.unknown()).max(10_000).optional(),
  rows: z.enum(['example', 'reference']).default('example'),
  connections: z.number().int().min(1).max(2000).default(200),
  timeoutMs: z.number().int().min(50).max(120_000).default(10_000),
  limits: loadLimits.default({}),
  seed: z.number().int().default(7),
});

/** In milliseconds. `low` and `high` hold the quantile with 95 % confidence; so few values may leave it open above (null). */
const quantile = z.object({ ms: z.number(), low: z.number(), high: z.number().nullable() });
export const latencies = z.object({
  count: z.number().int(),
  mean: z.number(),
  min: z.number(),
  max: z.number(),
  p50: quantile,
  p75: quantile,
  p90: quantile,
  p95: quantile,
  p99: quantile,
  p999: quantile,
});

export const loadSecond = z.object({
  second: z.number().int(),
  /** Requests that were due, and that were answered without and with an error. */
  due: z.number().int(),
  ok: z.number().int(),
  failed: z.number().int(),
  p50: z.number().nullable(),
  p99: z.number().nullable(),
  max: z.number().nullable(),
  underWay: z.number().int(),
});

/** How many answers took up to so many milliseconds and longer than the pair before says. */
const histogram = z.array(z.tuple([z.number(), z.number().int()]));

export const loadResult = z.object({
  seconds: z.number(),
  sent: z.number().int(),
  ok: z.number().int(),
  failed: z.number().int(),
  /** By status (`500`), or `timeout`, `refused`, `reset`, `broken`. */
  errors: z.record(z.string(), z.number().int()),
  /** Answers without an error per second. */
  throughput: z.number(),
  /** From the time at which a request was due. Null while nothing was answered. */
  latency: latencies.nullable(),
  /** From the time at which it was really sent: what a client that waits for its turn would have seen. */
  service: latencies.nullable(),
  histogram,
  /** By who says to have answered. */
  revisions: z.array(
    z.object({ revision: z.number().int(), requests: z.number().int(), failed: z.number().int(), latency: latencies.nullable(), histogram }),
  ),
  series: z.array(loadSecond),
  connections: z.number().int(),
  /** How late the tester itself was at worst and at p99: its share in what is shown. */
  late: z.object({ p99: z.number(), max: z.number() }),
  broken: z.array(z.object({ limit: z.enum(['p50Ms', 'p95Ms', 'p99Ms', 'p999Ms', 'failed']), wanted: z.number(), seen: z.number() })),
});

/** `interrupted`: the lab that drove it is gone. */
export const loadStatus = z.enum(['running', 'done', 'cancelled', 'failed', 'interrupted']);

export const loadTest = z.object({
  loadId: z.string(),
  endpoint: z.string(),
  /** What answered when it began: `casas:3`, or a program. */
  target: z.string(),
  /** The endpoint's revision when it began, or the one that was asked for. */
  revision: z.number().int(),
  plan: loadPlan,
  status: loadStatus,
  result: loadResult,
  trackingRunId: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: failure.nullable(),
});

const one = z.object({ loadId: z.string() });

export const loadContract = {
  start: procedure('ENDPOINT_NOT_FOUND', 'ENDPOINT_NOT_READY', 'LOAD_RUNNING', 'LOAD_NO_ROWS', 'LOAD_REVISION_UNKNOWN').input(loadPlan).output(one),
  get: procedure('LOAD_NOT_FOUND').input(one).output(loadTest),
  list: procedure()
    .input(z.object({ endpoint: z.string().optional(), limit: z.number().int().min(1).max(200).default(50) }).default({ limit: 50 }))
    .output(z.array(loadTest)),
  watch: procedure('LOAD_NOT_FOUND').input(one).output(eventIterator(loadTest)),
  cancel: procedure('LOAD_NOT_FOUND').input(one).output(z.void()),
  /** A test that is over; its tracked run stays. */
  remove: procedure('LOAD_NOT_FOUND', 'LOAD_RUNNING').input(one).output(z.void()),
};

export type LoadProfile = z.infer<typeof loadProfile>;
export type LoadPlan = z.infer<typeof loadPlan>;
export type LoadPlanInput = z.input<typeof loadPlan>;
export type Latencies = z.infer<typeof latencies>;
export type LoadSecond = z.infer<typeof loadSecond>;
export type LoadResult = z.infer<typeof loadResult>;
export type LoadStatus = z.infer<typeof loadStatus>;
export type LoadTest = z.infer<typeof loadTest>;
