/** `runLoadTest`: one test from its start to its end, told to tracking and to whoever watches. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { LoadResult } from '../contract/load.ts';
import { explain } from '../contract/messages/index.ts';
import type { Tracking } from '../tracking/tracking.ts';
import { measureLoad } from './measure.ts';
import type { LoadOrder } from './protocol.ts';
import type { LoadRow, LoadStore } from './store.ts';
import type { Tally } from './tally.ts';

export interface LoadRun {
  core: Core;
  program: string;
  tracking: Tracking;
  store: LoadStore;
  row: LoadRow;
  order: LoadOrder;
  abort: AbortController;
  onProgress(result: LoadResult): void;
}

/** Others who look at the home see it move as often. */
const savedEveryMs = 1000;

export async function runLoadTest({ core, program, tracking, store, row, order, abort, onProgress }: LoadRun): Promise<void> {
  const { loadId, plan } = row;
  const { signal } = abort;
  const trackingRunId = await track(tracking, row);
  await store.change(loadId, { trackingRunId });
  let saved = performance.now();
  let seconds = 0;
  let telling: Promise<unknown> = Promise.resolve();
  const progress = (tally: Tally) => {
    const result = tally.result();
    onProgress(result);
    if (performance.now() - saved < savedEveryMs) return;
    saved = performance.now();
    const whole = result.series.slice(seconds, -1);
    seconds += whole.length;
    // Somebody cancelled it in another core.
    const saving = store.change(loadId, { result }, savedEveryMs).then((runs) => runs || abort.abort());
    telling = Promise.all([telling, saving, logSeconds(core, tracking, trackingRunId, whole)]);
  };
  try {
    const { result, tally } = await measureLoad({ program, order, limits: plan.limits, onProgress: progress, signal });
    await telling;
    await logSeconds(core, tracking, trackingRunId, result.series.slice(seconds));
    await logWhole(core, tracking, trackingRunId, result, tally);
    await tracking.endRun(trackingRunId, signal.aborted ? 'KILLED' : 'FINISHED');
    await store.change(loadId, { status: signal.aborted ? 'cancelled' : 'done', result, endedAt: core.clock.now() });
  } catch (error) {
    core.log.warn('load test failed', { loadId, error });
    await telling.catch(() => {});
    await tracking.endRun(trackingRunId, 'FAILED');
    const { code, data } = error instanceof BancadaError ? error : new BancadaError('LOAD_FAILED', { detail: (error as Error).message });
    await store.change(loadId, {
      status: 'failed',
      error: { code, data, message: explain(code, data, 'pt-BR').what },
      endedAt: core.clock.now(),
    });
  }
}

async function track(tracking: Tracking, { loadId, endpoint, target, revision, plan }: LoadRow): Promise<string> {
  const { kind, ...shape } = plan.profile;
  const runId = await tracking.startRun({
    experiment: 'load',
    name: `${endpoint} ${kind} ${plan.profile.rate}/s`,
    tags: { 'bancada.load': loadId, 'bancada.endpoint': endpoint },
  });
  const { path, method, arrivals, connections, timeoutMs, rows, bodies } = plan;
  const told = { endpoint, target, revision, profile: kind, ...shape, path, method, arrivals, connections, timeoutMs, rows: bodies?.length ?? rows };
  await tracking.logBatch(runId, { params: Object.fromEntries(Object.entries(told).map(([key, value]) => [key, String(value)])) });
  return runId;
}

async function logSeconds({ clock }: Core, tracking: Tracking, runId: string, seconds: LoadResult['series']): Promise<void> {
  const metrics = seconds.flatMap(({ second, due, ok, failed, p50, p99, max, underWay }) => {
    const values = {
      second_due: due,
      second_ok: ok,
      second_failed: failed,
      second_under_way: underWay,
      second_p50_ms: p50,
      second_p99_ms: p99,
      second_max_ms: max,
    };
    return Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [{ key, value, step: second, timestamp: clock.now() }]));
  });
  if (metrics.length > 0) await tracking.logBatch(runId, { metrics });
}

async function logWhole({ clock, artifacts }: Core, tracking: Tracking, runId: string, result: LoadResult, tally: Tally): Promise<void> {
  const { latency, service, sent, ok, failed, throughput, seconds, late } = result;
  const values: Record<string, number | undefined> = {
    ...{ sent, ok, failed, throughput, seconds, failed_share: sent > 0 ? failed / sent : 0, late_p99_ms: late.p99 },
    ...{ p50_ms: latency?.p50.ms, p90_ms: latency?.p90.ms, p95_ms: latency?.p95.ms, p99_ms: latency?.p99.ms, p999_ms: latency?.p999.ms },
    ...{ max_ms: latency?.max, mean_ms: latency?.mean, service_p99_ms: service?.p99.ms },
  };
  const metrics = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value, step: 0, timestamp: clock.now() }]));
  await tracking.logBatch(runId, { metrics });
  const folder = mkdtempSync(join(tmpdir(), 'bancada-load-'));
  try {
    const file = join(folder, 'histogram.json');
    const content = JSON.stringify({
      unit: 'ms',
      pairs: '[upper edge, count]',
      ...tally.histograms(),
      revisions: result.revisions,
      errors: result.errors,
    });
    writeFileSync(file, content);
    await tracking.attachArtifact(runId, 'histogram.json', { ...(await artifacts.take(file)), kind: 'file', bytes: Buffer.byteLength(content) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
