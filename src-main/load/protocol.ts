/** What the core tells the process that sends, and what that tells the core: JSON over the channel between them. */
import type { LoadStage } from '../contract/load-stages.ts';
import type { Counts } from './histogram.ts';

export interface LoadOrder {
  /** Of 127.0.0.1. */
  port: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Sent in turn; an empty one is no body. */
  bodies: string[];
  stages: LoadStage[];
  arrivals: 'even' | 'random';
  seed: number;
  connections: number;
  timeoutMs: number;
}

export type ToLoad = { order: LoadOrder } | { stop: true };

/** What happened since the window before. */
export interface LoadWindow {
  /** When it ended, in ms from the first request's time. */
  at: number;
  due: number;
  sent: number;
  ok: number;
  errors: Record<string, number>;
  latency: Counts;
  service: Counts;
  /** How late requests were sent that had a connection. */
  late: Counts;
  revisions: { revision: number; requests: number; failed: number; latency: Counts }[];
  underWay: number;
  connections: number;
}

export type FromLoad = { window: LoadWindow; over: boolean } | { failed: string };
