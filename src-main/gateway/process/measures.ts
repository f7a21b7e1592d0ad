/** `createMeasures`: counts what goes through an endpoint, window by window. Nothing of it is kept. */
import { bucketOf, type GatewayWindow, type RevisionWindow, type ShadowWindow } from '../protocol.ts';

export interface Measures {
  answered(revision: number, ms: number, isError: boolean): void;
  shed(): void;
  /** One more, or one fewer, under way or waiting. */
  load(revision: number, change: 1 | -1): void;
  outcome(revision: number, value: number): void;
  shadow(result: 'same' | 'dropped' | ShadowWindow['examples'][number]): void;
  /** What was counted since the last call. */
  take(): Omit<GatewayWindow, 'endpoint' | 'waiting'>;
}

interface Counts {
  requests: number;
  errors: number;
  latency: Map<number, number>;
  load: number;
  area: number;
  since: number;
  outcomes: RevisionWindow['outcomes'];
}

const examplesKept = 3;

export function createMeasures(): Measures {
  const revisions = new Map<number, Counts>();
  let begun = performance.now();
  let shedCount = 0;
  let shadow: ShadowWindow | null = null;

  function of(revision: number): Counts {
    let found = revisions.get(revision);
    if (!found) {
      found = { requests: 0, errors: 0, latency: new Map(), load: 0, area: 0, since: begun, outcomes: { count: 0, sum: 0, squares: 0 } };
      revisions.set(revision, found);
    }
    return found;
  }

  function settle(counts: Counts, now: number): void {
    counts.area += counts.load * (now - counts.since);
    counts.since = now;
  }

  return {
    answered(revision, ms, isError) {
      const counts = of(revision);
      counts.requests++;
      if (isError) counts.errors++;
      const bucket = bucketOf(ms);
      counts.latency.set(bucket, (counts.latency.get(bucket) ?? 0) + 1);
    },
    shed: () => {
      shedCount++;
    },
    load(revision, change) {
      const counts = of(revision);
      settle(counts, performance.now());
      counts.load += change;
    },
    outcome(revision, value) {
      const { outcomes } = of(revision);
      outcomes.count++;
      outcomes.sum += value;
      outcomes.squares += value * value;
    },
    shadow(result) {
      shadow ??= { compared: 0, different: 0, dropped: 0, examples: [] };
      if (result === 'dropped') shadow.dropped++;
      else shadow.compared++;
      if (typeof result === 'string') return;
      shadow.different++;
      if (shadow.examples.length < examplesKept) shadow.examples.push(result);
    },
    take() {
      const now = performance.now();
      const ms = now - begun;
      const found: RevisionWindow[] = [];
      for (const [revision, counts] of revisions) {
        settle(counts, now);
        const { requests, errors, latency, outcomes, area } = counts;
        found.push({ revision, requests, errors, latency: [...latency], concurrency: ms > 0 ? area / ms : 0, outcomes, replicas: [] });
        if (requests === 0 && counts.load === 0 && area === 0) revisions.delete(revision);
        else Object.assign(counts, { requests: 0, errors: 0, latency: new Map(), area: 0, outcomes: { count: 0, sum: 0, squares: 0 } });
      }
      const taken = { ms, shed: shedCount, revisions: found, shadow };
      begun = now;
      shedCount = 0;
      shadow = null;
      return taken;
    },
  };
}
