/** `openMeasures`: what /metrics and /health/detailed report: requests by route, latency, the process. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Measures {
  request(method: string, endpoint: string, status: number, seconds: number): void;
  text(): Promise<string>;
  readonly contentType: string;
  snapshot(): { requests: number; errors: number; cpuPercent: number; rssBytes: number; loopDelayMs: number };
}

/** How often the event loop's delay is probed; the probe's own interval is part of what it reports. */
const LOOP_MS = 100;
const BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function openMeasures(model: { name: string; version: string }): Measures {
  const registry = new Registry();
  const registers = [registry];
  const total = new Counter({ name: 'api_requests_total', help: 'Requests answered', labelNames: ['method', 'endpoint', 'status'], registers });
  const duration = new Histogram({
    name: 'api_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'endpoint'],
    buckets: BUCKETS,
    registers,
  });
  new Gauge({ name: 'models_loaded_total', help: 'Models in memory', registers }).set(1);
  new Gauge({ name: 'model_info', help: 'The model that answers', labelNames: ['name', 'version'], registers }).set(
    { name: model.name, version: model.version },
    1,
  );
  const loop = monitorEventLoopDelay({ resolution: LOOP_MS });
  loop.enable();
  const lagMs = () => Math.max(0, loop.percentile(99) / 1e6 - LOOP_MS);
  /** Looking a series up by its labels costs more than counting. */
  const known = new Map<string, { total: Counter.Internal; duration: Histogram.Internal<'method' | 'endpoint'> }>();
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
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
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
      const key = `${method} ${endpoint} ${status}`;
      let series = known.get(key);
      if (!series) {
        series = { total: total.labels(method, endpoint, String(status)), duration: duration.labels(method, endpoint) };
        known.set(key, series);
      }
      series.total.inc();
      series.duration.observe(seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    snapshot: () => ({ requests, errors, cpuPercent: cpuPercent(), rssBytes: process.memoryUsage.rss(), loopDelayMs: lagMs() }),
  };
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
