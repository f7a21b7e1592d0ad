/** `healthRoutes`: is it alive, is it ready, how is it doing. */
import type { FastifyInstance } from 'fastify';
import { diskFree, type Measures } from '../measures.ts';
import { type AppState, isReady } from '../state.ts';

type Status = 'healthy' | 'degraded' | 'unhealthy';

const ERROR_SHARE = 0.05;
const CPU_PERCENT = 80;
const LOOP_DELAY_MS = 200;

export function healthRoutes(app: FastifyInstance, state: AppState, measures: Measures): void {
  const { servable } = state;
  const alive = { status: 'healthy', model: servable.name, version: servable.version };
  for (const path of ['/health', '/livez', '/healthz', '/ping']) app.get(path, async () => alive);
  app.get('/readyz', async (_, reply) => {
    reply.status(isReady(state) ? 200 : 503);
    return { ready: isReady(state) };
  });
  app.get('/startupz', async (_, reply) => {
    reply.status(state.starting ? 503 : 200);
    return { started: !state.starting };
  });
  app.get('/version', async () => ({ model: servable.name, version: servable.version, node: process.version }));
  app.get('/metrics', async (_, reply) => {
    reply.header('content-type', measures.contentType);
    return measures.text();
  });
  app.get('/health/detailed', async (_, reply) => {
    const report = await detailed(state, measures);
    reply.status(report.status === 'unhealthy' ? 503 : 200);
    return report;
  });
}

async function detailed(state: AppState, measures: Measures) {
  const { requests, errors, cpuPercent, rssBytes, loopDelayMs } = measures.snapshot();
  const api = {
    status: verdict(errors / Math.max(1, requests) <= ERROR_SHARE),
    uptimeSeconds: process.uptime(),
    requests,
    errors,
    starting: state.starting,
    draining: state.draining,
    inFlight: state.inFlight,
  };
  const model = await modelReport(state);
  const system = {
    status: verdict(cpuPercent <= CPU_PERCENT && loopDelayMs <= LOOP_DELAY_MS),
    cpuPercent,
    memoryBytes: rssBytes,
    eventLoopDelayMs: loopDelayMs,
    diskFreeBytes: await diskFree(),
  };
  const parts = [api.status, model.status, system.status];
  const status: Status = parts.includes('unhealthy') ? 'unhealthy' : parts.includes('degraded') ? 'degraded' : 'healthy';
  const { members = [] } = state.servable;
  const models = [state.servable, ...members].map((one) => ({
    name: one.name,
    version: one.version,
    algorithm: one.classifier?.algorithm ?? null,
    runId: one.runId ?? null,
    backends: one.backends?.() ?? [],
    batching: one.batcher?.() ?? null,
  }));
  return { status, api, model, models, system };
}

/** Asks the model for one prediction where an example is known. */
async function modelReport({
  servable,
}: AppState): Promise<{ status: Status; name: string; version: string; predictionMs: number | null; error?: string }> {
  const about = { name: servable.name, version: servable.version };
  if (!servable.example) return { status: 'healthy', ...about, predictionMs: null };
  const from = performance.now();
  try {
    await servable.predict([servable.example]);
    const out = servable.graph?.report().members.filter(({ state }) => state !== 'online') ?? [];
    if (out.length > 0)
      return {
        status: 'degraded',
        ...about,
        predictionMs: performance.now() - from,
        error: out.map(({ name, state }) => `${name}: ${state}`).join(', '),
      };
    return { status: 'healthy', ...about, predictionMs: performance.now() - from };
  } catch (error) {
    return { status: 'unhealthy', ...about, predictionMs: null, error: (error as Error).message };
  }
}

function verdict(fine: boolean): Status {
  return fine ? 'healthy' : 'degraded';
}
