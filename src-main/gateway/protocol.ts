/**
 * What the core tells the gateway and what the gateway tells the core: JSON, one message a line, over a connection on 127.0.0.1 that begins with a token.
 * The core always sends everything (`apply`), with a version that only grows: an older snapshot that arrives late changes nothing.
 */
import type { Language } from '../contract/base.ts';
import type { Sticky } from '../contract/rollout.ts';

/** Shares are ten-thousandths. */
export const whole = 10_000;

export interface GatewayRoute {
  endpoint: string;
  /** Of 127.0.0.1: the stable address. */
  port: number;
  /** Where requests go when the revision that they were meant for cannot be reached. */
  stable: number;
  /** Candidate first: whoever came to it with a small share stays with it when the share grows. */
  revisions: GatewayRevision[];
  sticky: Sticky | null;
  shadow: { revision: number; share: number } | null;
  limits: GatewayLimits;
  /** Of what the gateway says by itself. */
  language: Language;
}

export interface GatewayRevision {
  revision: number;
  weight: number;
  replicas: { id: string; port: number }[];
}

export interface GatewayLimits {
  /** Requests under way at one replica; more wait. */
  perReplica: number;
  /** Requests that may wait; more are refused. */
  queue: number;
  queueMs: number;
  /** While no replica can be reached at all, which is no overload: another one may be on its way. */
  away: { queue: number; queueMs: number };
  timeoutMs: number;
}

export type ToGateway =
  | { token: string }
  | { id: number; op: 'apply'; version: number; routes: GatewayRoute[] }
  | { id: number; op: 'drain'; replicas: string[]; timeoutMs: number }
  | { id: number; op: 'subscribe'; on: boolean };

export type FromGateway =
  | { owner: string; version: number }
  /** Endpoints whose port could not be taken, with the reason. */
  | { id: number; failed?: Record<string, string> }
  | { windows: GatewayWindow[] };

/** What went through an endpoint in one window of time. */
export interface GatewayWindow {
  endpoint: string;
  /** How long it was. */
  ms: number;
  /** Refused for want of room. */
  shed: number;
  waiting: number;
  revisions: RevisionWindow[];
  shadow: ShadowWindow | null;
}

export interface RevisionWindow {
  revision: number;
  requests: number;
  /** Status 5xx, and what could not be answered at all. */
  errors: number;
  /** Counts of latencies by `bucketOf`, without the empty ones. */
  latency: [bucket: number, count: number][];
  /** Requests under way and waiting, on average over the window. */
  concurrency: number;
  /** Told by clients (`POST /_outcome`). */
  outcomes: { count: number; sum: number; squares: number };
  replicas: { id: string; open: boolean }[];
}

export interface ShadowWindow {
  compared: number;
  different: number;
  /** Not sent, because too many were under way. */
  dropped: number;
  examples: { path: string; primary: string; shadow: string }[];
}

const perDoubling = 8;
const smallestMs = 0.05;

/** Buckets grow by a twelfth: a quantile read from them is at most 9 % off. */
export function bucketOf(ms: number): number {
  return ms <= smallestMs ? 0 : Math.ceil(Math.log2(ms / smallestMs) * perDoubling);
}

/** The upper edge of a bucket. */
export function msOf(bucket: number): number {
  return smallestMs * 2 ** (bucket / perDoubling);
}
