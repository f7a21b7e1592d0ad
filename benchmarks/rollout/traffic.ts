/** `loadDuring`: the lab's own load tester sends so many requests a second, whatever the answers, from before a change until after it. */
import { fileURLToPath } from 'node:url';
import { measureLoad } from '../../src-main/load/measure.ts';
import type { LoadOrder } from '../../src-main/load/protocol.ts';

export interface Counted {
  sent: number;
  /** Answered with 4xx, 5xx or not at all. */
  failed: number;
  errors: Record<string, number>;
  byRevision: Record<string, number>;
  longestMs: number;
  /** From before the first to after the last failure: windows of 0.2 s. */
  failedForMs: number;
}

const program = fileURLToPath(new URL('../../src-main/load-process.ts', import.meta.url));
const hours = 3600;
const moment = 500;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function loadDuring(url: string, rate: number, row: unknown, work: () => Promise<unknown>): Promise<Counted> {
  const about = { method: 'POST', path: '/predict', headers: {}, arrivals: 'even', seed: 7, connections: 2000, timeoutMs: 30_000 } as const;
  const stages = [{ from: rate, to: rate, seconds: hours }];
  const order: LoadOrder = { ...about, port: Number(new URL(url).port), bodies: [JSON.stringify(row)], stages };
  const enough = new AbortController();
  let failures = { count: 0, first: 0, last: 0 };
  let seen = 0;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const measured = measureLoad({
    ...{ program, order, limits: {}, signal: enough.signal },
    onProgress(tally) {
      const { failed, ok, seconds } = tally.result();
      if (ok > 0) begin();
      if (failed > failures.count) failures = { count: failed, first: failures.count === 0 ? seen : failures.first, last: seconds };
      seen = seconds;
    },
  });
  await Promise.race([begun, measured]);
  await sleep(moment);
  try {
    await work();
    await sleep(moment);
  } finally {
    enough.abort();
  }
  const { result } = await measured;
  const byRevision = Object.fromEntries(result.revisions.map(({ revision, requests }) => [String(revision), requests]));
  return {
    ...{ sent: result.sent, errors: result.errors, byRevision },
    failed: result.sent - result.ok,
    longestMs: result.latency?.max ?? 0,
    failedForMs: (failures.last - failures.first) * 1000,
  };
}

export const said = ({ sent, failed, errors, failedForMs, longestMs }: Counted): string => {
  const kinds = Object.entries(errors).map(([kind, times]) => `${times} ${kind}`);
  const span = failed > 0 ? ` (${kinds.join(', ')}; within ${(failedForMs / 1000).toFixed(1)} s)` : '';
  return `${failed} of ${sent} failed${span}, longest ${longestMs < 1000 ? `${longestMs.toFixed(0)} ms` : `${(longestMs / 1000).toFixed(1)} s`}`;
};
