/** `createFacts`, `trafficWindows`, `quantile`: what is kept in memory of each request, and what it adds up to over windows of time. */
import type { TrafficWindow } from '../contract/monitoring.ts';
import type { CapturedRequest } from '../contract/serving.ts';

export interface Fact {
  at: number;
  ms: number;
  /** Answered without a prediction. */
  failed: boolean;
  labels: string[];
}

const kept = 50_000;

export interface Facts {
  add(requests: readonly CapturedRequest[]): void;
  /** From a moment on, oldest first. */
  since(at: number): Fact[];
}

export function createFacts(limit = kept): Facts {
  let facts: Fact[] = [];
  let lastId = '';
  return {
    add(requests) {
      for (const { id, at, ms, status, label } of requests) {
        const last = facts.at(-1);
        // The rows of one batch stand one after the other under one id: one request.
        if (last && id === lastId) {
          if (label !== null) last.labels.push(label);
          continue;
        }
        lastId = id;
        facts.push({ at, ms, failed: status >= 400, labels: label === null ? [] : [label] });
      }
      if (facts.length > limit * 1.2) facts = facts.slice(-limit);
    },
    since(at) {
      let from = facts.length;
      while (from > 0 && facts[from - 1]!.at >= at) from--;
      return facts.slice(from);
    },
  };
}

/** `count` windows, the last one holding `now`; their borders are multiples of the width, so that a chart does not flicker. */
export function trafficWindows(facts: readonly Fact[], now: number, width: number, count: number): TrafficWindow[] {
  const last = Math.floor(now / width);
  const byWindow = Map.groupBy(facts, (fact) => Math.floor(fact.at / width));
  return Array.from({ length: count }, (_, i) => {
    const window = last - count + 1 + i;
    const inside = byWindow.get(window) ?? [];
    const times = inside.map((fact) => fact.ms).sort((a, b) => a - b);
    const labels: Record<string, number> = {};
    for (const label of inside.flatMap((fact) => fact.labels)) labels[label] = (labels[label] ?? 0) + 1;
    return {
      start: window * width,
      end: (window + 1) * width,
      requests: inside.length,
      errors: inside.filter((fact) => fact.failed).length,
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      p99: quantile(times, 0.99),
      labels,
    };
  });
}

/** By nearest rank; of values sorted upwards. */
export function quantile(sorted: readonly number[], q: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!;
}
