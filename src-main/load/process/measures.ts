/** `createMeasures`: what happened since the last window. */
import { createHistogram, type Histogram } from '../histogram.ts';
import type { LoadWindow } from '../protocol.ts';
import type { Outcome } from './connection.ts';

/** Answers of this status on are failures: the endpoint was asked what it should be able to answer. */
const firstFailure = 400;

export function createMeasures() {
  const [latency, service, late] = [createHistogram(), createHistogram(), createHistogram()];
  const revisions = new Map<number, { requests: number; failed: number; latency: Histogram }>();
  let counts = { due: 0, sent: 0, ok: 0 };
  let errors: Record<string, number> = {};

  function ofRevision(revision: number) {
    const known = revisions.get(revision) ?? { requests: 0, failed: 0, latency: createHistogram() };
    revisions.set(revision, known);
    return known;
  }

  return {
    due(): void {
      counts.due++;
    },
    /** `lateMs`: of the tester itself; what waited for a connection is not. */
    sent(lateMs: number | null): void {
      counts.sent++;
      if (lateMs !== null) late.add(lateMs);
    },
    ended(outcome: Outcome, latencyMs: number, serviceMs: number): void {
      const error = 'error' in outcome ? outcome.error : outcome.status >= firstFailure ? String(outcome.status) : null;
      const by = 'status' in outcome && outcome.revision !== null ? ofRevision(outcome.revision) : null;
      if (by) by.requests++;
      if (error !== null) {
        errors[error] = (errors[error] ?? 0) + 1;
        if (by) by.failed++;
      } else counts.ok++;
      // A time-out is the longest wait there was; leaving it out would flatter. What was refused at once would flatter as well: it is left out.
      if (error !== null && error !== 'timeout') return;
      latency.add(latencyMs);
      service.add(serviceMs);
      by?.latency.add(latencyMs);
    },
    take(): Omit<LoadWindow, 'at' | 'underWay' | 'connections'> {
      const taken = {
        ...counts,
        errors,
        latency: latency.take(),
        service: service.take(),
        late: late.take(),
        revisions: [...revisions].map(([revision, { requests, failed, latency: times }]) => ({ revision, requests, failed, latency: times.take() })),
      };
      counts = { due: 0, sent: 0, ok: 0 };
      errors = {};
      revisions.clear();
      return taken;
    },
  };
}
