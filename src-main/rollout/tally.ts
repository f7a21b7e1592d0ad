/** `Tally`: what revisions did since a step began, summed from the gateway's windows. Plain data: it is stored with the state. */
import type { Evidence, Observed } from '../contract/rollout.ts';
import { type GatewayWindow, msOf, type RevisionWindow, type ShadowWindow } from '../gateway/index.ts';

export interface Counted {
  requests: number;
  errors: number;
  /** Latencies by the gateway's buckets. */
  latency: Record<number, number>;
  outcomes: RevisionWindow['outcomes'];
}

export interface Tally {
  stable: Counted;
  candidate: Counted;
  shadow: Omit<ShadowWindow, 'examples'> | null;
  examples: ShadowWindow['examples'];
}

const examplesKept = 5;

export const nothing = (): Counted => ({ requests: 0, errors: 0, latency: {}, outcomes: { count: 0, sum: 0, squares: 0 } });
export const emptyTally = (): Tally => ({ stable: nothing(), candidate: nothing(), shadow: null, examples: [] });

export function addWindow(tally: Tally, { revisions, shadow }: Pick<GatewayWindow, 'revisions' | 'shadow'>, stable: number, candidate: number): void {
  for (const window of revisions) {
    if (window.revision === stable) add(tally.stable, window);
    else if (window.revision === candidate) add(tally.candidate, window);
  }
  if (!shadow) return;
  tally.shadow ??= { compared: 0, different: 0, dropped: 0 };
  tally.shadow.compared += shadow.compared;
  tally.shadow.different += shadow.different;
  tally.shadow.dropped += shadow.dropped;
  tally.examples = [...tally.examples, ...shadow.examples].slice(0, examplesKept);
}

function add(counted: Counted, { requests, errors, latency, outcomes }: RevisionWindow): void {
  counted.requests += requests;
  counted.errors += errors;
  for (const [bucket, count] of latency) counted.latency[bucket] = (counted.latency[bucket] ?? 0) + count;
  counted.outcomes.count += outcomes.count;
  counted.outcomes.sum += outcomes.sum;
  counted.outcomes.squares += outcomes.squares;
}

/** Null without a single request. */
export function quantile({ latency, requests }: Pick<Counted, 'latency' | 'requests'>, q: number): number | null {
  let left = requests * q;
  const buckets = Object.keys(latency).map(Number);
  for (const bucket of buckets.sort((a, b) => a - b)) {
    left -= latency[bucket]!;
    if (left <= 0) return msOf(bucket);
  }
  return buckets.length > 0 ? msOf(buckets.at(-1)!) : null;
}

/** How many took longer than `ms`. */
export function slowerThan({ latency }: Pick<Counted, 'latency'>, ms: number): number {
  return Object.entries(latency).reduce((sum, [bucket, count]) => (msOf(Number(bucket)) > ms ? sum + count : sum), 0);
}

export function observed(counted: Counted): Observed {
  const { requests, errors, outcomes } = counted;
  const at = (q: number) => quantile(counted, q);
  const told = outcomes.count === 0 ? null : { count: outcomes.count, mean: outcomes.sum / outcomes.count };
  return { requests, errors, p50: at(0.5), p95: at(0.95), p99: at(0.99), outcomes: told };
}

export function evidenceOf({ stable, candidate, shadow }: Tally, p: number | null = null): Evidence {
  return { stable: observed(stable), candidate: observed(candidate), shadow, p };
}
