/** `createTally`: windows of a load test added up: the whole so far, and second by second. */
import type { LoadPlan, LoadResult, LoadSecond } from '../contract/load.ts';
import { createHistogram, type Histogram } from './histogram.ts';
import type { LoadWindow } from './protocol.ts';

export interface Tally {
  add(window: LoadWindow): void;
  result(): LoadResult;
  /** Of all answers, as finely as they were counted. */
  histograms(): { latency: [ms: number, count: number][]; service: [ms: number, count: number][] };
}

interface Second {
  told: Omit<LoadSecond, 'p50' | 'p99' | 'max'>;
  latency: Histogram;
}

export const emptyResult: LoadResult = {
  ...{ seconds: 0, sent: 0, ok: 0, failed: 0, errors: {}, throughput: 0, latency: null, service: null, histogram: [], revisions: [] },
  ...{ series: [], connections: 0, late: { p99: 0, max: 0 }, broken: [] },
};

export function createTally(limits: LoadPlan['limits']): Tally {
  const [latency, service, late] = [createHistogram(), createHistogram(), createHistogram()];
  const revisions = new Map<number, { requests: number; failed: number; latency: Histogram }>();
  const errors: Record<string, number> = {};
  const done: LoadSecond[] = [];
  let second: Second | null = null;
  let counts = { seconds: 0, sent: 0, ok: 0, failed: 0, connections: 0 };

  function close({ told, latency: times }: Second): LoadSecond {
    const found = times.summary();
    return { ...told, p50: found?.p50.ms ?? null, p99: found?.p99.ms ?? null, max: found?.max ?? null };
  }

  return {
    add(window) {
      const failed = Object.values(window.errors).reduce((sum, each) => sum + each, 0);
      for (const [kind, times] of Object.entries(window.errors)) errors[kind] = (errors[kind] ?? 0) + times;
      latency.addAll(window.latency);
      service.addAll(window.service);
      late.addAll(window.late);
      for (const each of window.revisions) {
        const known = revisions.get(each.revision) ?? { requests: 0, failed: 0, latency: createHistogram() };
        known.requests += each.requests;
        known.failed += each.failed;
        known.latency.addAll(each.latency);
        revisions.set(each.revision, known);
      }
      counts = {
        seconds: Math.max(0, window.at) / 1000,
        sent: counts.sent + window.sent,
        ok: counts.ok + window.ok,
        failed: counts.failed + failed,
        connections: Math.max(counts.connections, window.connections),
      };
      const at = Math.max(0, Math.floor((window.at - 1) / 1000));
      if (second && second.told.second !== at) done.push(close(second));
      if (second?.told.second !== at) second = { told: { second: at, due: 0, ok: 0, failed: 0, underWay: 0 }, latency: createHistogram() };
      const { told } = second;
      second.told = { second: at, due: told.due + window.due, ok: told.ok + window.ok, failed: told.failed + failed, underWay: window.underWay };
      second.latency.addAll(window.latency);
    },
    result() {
      const found = latency.summary();
      const wait = late.summary();
      const { seconds, ok } = counts;
      const result: LoadResult = {
        ...counts,
        errors: { ...errors },
        throughput: seconds > 0 ? ok / seconds : 0,
        latency: found,
        service: service.summary(),
        histogram: latency.drawn(),
        revisions: [...revisions]
          .sort(([a], [b]) => a - b)
          .map(([revision, { latency: times, ...rest }]) => ({ revision, ...rest, latency: times.summary(), histogram: times.drawn() })),
        series: second ? [...done, close(second)] : [],
        late: { p99: wait?.p99.ms ?? 0, max: wait?.max ?? 0 },
        broken: [],
      };
      return { ...result, broken: brokenLimits(limits, result) };
    },
    histograms: () => ({ latency: latency.all(), service: service.all() }),
  };
}

function brokenLimits(limits: LoadPlan['limits'], { latency, ok, failed }: LoadResult): LoadResult['broken'] {
  const share = ok + failed === 0 ? 0 : failed / (ok + failed);
  const seen: Record<keyof LoadPlan['limits'], number> = {
    ...{ p50Ms: latency?.p50.ms ?? 0, p95Ms: latency?.p95.ms ?? 0, p99Ms: latency?.p99.ms ?? 0, p999Ms: latency?.p999.ms ?? 0, failed: share },
  };
  return (Object.keys(seen) as (keyof typeof seen)[]).flatMap((limit) => {
    const wanted = limits[limit];
    return wanted !== undefined && seen[limit] > wanted ? [{ limit, wanted, seen: seen[limit] }] : [];
  });
}
