/** `openMeasures`: what /metrics and /health/detailed report: requests by route, latency, the process. */
import { statfs } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import { graphMeasures } from './graph/measures.ts';
import type { GraphWatch } from './graph/service.ts';
import { type Count, counterFamily, histogramFamily, type Spread } from './series.ts';
import type { Servable } from './servable.ts';

export interface Measures {
  request(method: string, endpoint: string, status: number, seconds: number): void;
  /** A request to a model, as V2's servers count them. */
  inference(model: string, status: number, rows: number): void;
  /** A call of a model, for the rows of one request or of several. */
  batch(model: string, rows: number): void;
  /** Of a graph of models: who in it was asked, and how that went. */
  readonly graph: GraphWatch;
  text(): Promise<string>;
  readonly contentType: string;
  snapshot(): { requests: number; errors: number; cpuPercent: number; rssBytes: number; loopDelayMs: number };
}

/** How often the event loop's delay is probed; the probe's own interval is part of what it reports. */
const LOOP_MS = 100;
const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 10_000];
const BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function openMeasures(model: Pick<Servable, 'name' | 'version' | 'members' | 'graph'>, inFlight: () => number): Measures {
  const registry = new Registry();
  const registers = [registry];
  const total = counterFamily({ name: 'api_requests_total', help: 'Requests answered', labelNames: ['method', 'endpoint', 'status'] });
  const duration = histogramFamily({
    name: 'api_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'endpoint'],
    buckets: BUCKETS,
  });
  const models = [model, ...(model.members ?? [])];
  new Gauge({ name: 'models_loaded_total', help: 'Models in memory', registers }).set(models.length);
  const info = new Gauge({ name: 'model_info', help: 'The models that answer', labelNames: ['name', 'version'], registers });
  for (const { name, version } of models) info.set({ name, version }, 1);
  const inferences = counterFamily({
    name: 'model_infer_requests_total',
    help: 'Requests to a model, by how they ended',
    labelNames: ['model', 'outcome'],
  });
  const rowsAnswered = counterFamily({ name: 'model_rows_total', help: 'Rows answered', labelNames: ['model'] });
  const batches = histogramFamily({ name: 'model_batch_rows', help: 'Rows of one call of a model', labelNames: ['model'], buckets: BATCH_BUCKETS });
  const counted = [total, duration, inferences, rowsAnswered, batches];
  const batchSeries = new Map(models.map(({ name }) => [name, batches.series(name)]));
  const loop = monitorEventLoopDelay({ resolution: LOOP_MS });
  loop.enable();
  const lagMs = () => Math.max(0, loop.percentile(99) / 1e6 - LOOP_MS);
  /** By status and route: no text is put together to find them. */
  const known = new Map<number, Map<string, { method: string; total: Count; duration: Spread }>>();
  const ofModel = new Map<string, { success: Count; failure: Count; rows: Count }>();
  let requests = 0;
  let errors = 0;
  const cpuPercent = cpuMeter();
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'CPU time of the process',
    registers,
    collect() {
      this.reset();
      this.inc(cpuSeconds());
    },
  });
  gauge('process_cpu_usage_percent', 'CPU use since the last reading, of one core', cpuPercent);
  gauge('api_requests_in_progress', 'Requests begun and not yet answered', inFlight);
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  new Gauge({
    name: 'disk_free_bytes',
    help: 'Free space where the server runs',
    registers,
    async collect() {
      const free = await diskFree();
      if (free !== null) this.set(free);
    },
  });
  gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, 99th percentile', () => lagMs() / 1000);

  function gauge(name: string, help: string, read: () => number) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  return {
    request: (method, endpoint, status, seconds) => {
      requests++;
      if (status >= 500) errors++;
      let routes = known.get(status);
      if (!routes) {
        routes = new Map();
        known.set(status, routes);
      }
      let series = routes.get(endpoint);
      if (series?.method !== method) {
        series = { method, total: total.series(method, endpoint, String(status)), duration: duration.series(method, endpoint) };
        routes.set(endpoint, series);
      }
      series.total.value++;
      series.duration.observe(seconds);
    },
    inference: (name, status, rows) => {
      let series = ofModel.get(name);
      if (!series) {
        series = { success: inferences.series(name, 'success'), failure: inferences.series(name, 'failure'), rows: rowsAnswered.series(name) };
        ofModel.set(name, series);
      }
      if (status >= 400) {
        series.failure.value++;
        return;
      }
      series.success.value++;
      series.rows.value += rows;
    },
    graph: model.graph ? graphMeasures(registry, model.graph) : { asked() {}, fellBack() {}, rewarded() {} },
    batch: (name, rows) => batchSeries.get(name)?.observe(rows),
    text: async () => `${counted.map((family) => family.text()).join('\n')}\n${await registry.metrics()}`,
    contentType: registry.contentType,
    snapshot: () => ({ requests, errors, cpuPercent: cpuPercent(), rssBytes: process.memoryUsage.rss(), loopDelayMs: lagMs() }),
  };
}

export function diskFree(): Promise<number | null> {
  return statfs(process.cwd()).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Percent of one core between readings at least a second apart. */
function cpuMeter(): () => number {
  let at = performance.now();
  let used = cpuSeconds();
  let percent = 0;
  return () => {
    const now = performance.now();
    if (now - at < 1_000) return percent;
    const current = cpuSeconds();
    percent = ((current - used) * 1e5) / (now - at);
    at = now;
    used = current;
    return percent;
  };
}
