/** `buildApp`: the HTTP face of a servable: routes, ids, errors, log, measures, capture. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { faultMs } from './fault.ts';
import { type Measures, openMeasures } from './measures.ts';
import { RequestError } from './request-error.ts';
import { documentationRoutes } from './routes/documentation.ts';
import { explainRoutes } from './routes/explain.ts';
import { graphRoutes } from './routes/graph.ts';
import { healthRoutes } from './routes/health.ts';
import { invocationRoutes } from './routes/invocations.ts';
import { predictRoutes } from './routes/predict.ts';
import { type AppState, BODY_BYTES } from './state.ts';
import { requestId, traceOf } from './trace.ts';
import { isV2, v2Routes } from './v2/routes.ts';

/** Asked every few seconds by machines: they would drown the log. */
const PROBES = new Set([
  '/health',
  '/health/detailed',
  '/livez',
  '/readyz',
  '/startupz',
  '/healthz',
  '/ping',
  '/metrics',
  '/v2/health/live',
  '/v2/health/ready',
]);

export function buildApp(state: AppState, measures: Measures = openMeasures(state.servable, () => state.inFlight)): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    return503OnClosing: false,
    genReqId: (request) => requestId(request.headers),
    frameworkErrors: (error, request, reply) => {
      const refused = asRequestError(error, request as FastifyRequest);
      (reply as FastifyReply).status(refused.status).send({ error: refused.body() });
    },
  });
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('exchange', null);
  app.addHook('onRequest', (request, _reply, done) => {
    state.inFlight++;
    const held = state.capture ? faultMs(request.id, request.headers) : 0;
    if (held > 0) setTimeout(done, held);
    else done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    if (state.closing) reply.header('connection', 'close');
    done();
  });
  // Also of a client that left before its answer.
  app.addHook('onResponse', (request, reply, done) => {
    state.inFlight--;
    record(request, reply);
    done();
  });
  const record = (request: FastifyRequest, reply: FastifyReply) => {
    const { id, method, exchange } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const ms = reply.elapsedTime;
    measures.request(method, route, reply.statusCode, ms / 1000);
    if (PROBES.has(route) && reply.statusCode < 400) return;
    state.log.write(reply.statusCode >= 500 ? 'error' : 'info', 'request', {
      request_id: id,
      method,
      route,
      status: reply.statusCode,
      ms: rounded(ms),
      ...traceOf(request.headers),
      ...(exchange && { model: exchange.model, rows: exchange.rows.length }),
      ...(exchange?.error && { error: exchange.error }),
    });
    if (!exchange) return;
    measures.inference(exchange.model, reply.statusCode, exchange.rows.length);
    const { rows, predictions, error } = exchange;
    state.capture?.add({ t: Date.now(), id, route, status: reply.statusCode, ms: rounded(ms), rows, predictions, error });
  };
  app.setErrorHandler((error, request, reply) => {
    const refused = asRequestError(error, request);
    if (refused.status >= 500) state.log.write('error', 'failure', { request_id: request.id, stack: (error as Error).stack });
    if (request.routeOptions.config.captured)
      request.exchange = { model: state.servable.name, rows: [], predictions: [], ...request.exchange, error: refused.body() };
    return reply.status(refused.status).send({ error: isV2(request.url) ? refused.message : refused.body() });
  });
  app.setNotFoundHandler((request, reply) => {
    const refused = new RequestError(404, 'ROUTE_UNKNOWN', { method: request.method, path: request.url.slice(0, 200) });
    return reply.status(404).send({ error: isV2(request.url) ? refused.message : refused.body() });
  });
  healthRoutes(app, state, measures);
  predictRoutes(app, state);
  explainRoutes(app, state);
  v2Routes(app, state);
  invocationRoutes(app, state);
  if (state.servable.graph) graphRoutes(app, state.servable.graph);
  documentationRoutes(app, state);
  return app;
}

function asRequestError(error: unknown, request: FastifyRequest): RequestError {
  if (error instanceof RequestError) return error;
  const { statusCode = 500, code, message } = error as { statusCode?: number; code?: string; message: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new RequestError(413, 'BODY_LARGE', { limit: request.routeOptions.bodyLimit });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new RequestError(415, 'MEDIA_TYPE', { type: request.headers['content-type'] ?? '—', expected: 'application/json' });
  }
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new RequestError(400, 'BODY_NOT_JSON');
  }
  if (statusCode >= 400 && statusCode < 500) return new RequestError(statusCode, 'REQUEST_BAD');
  return new RequestError(500, 'PREDICTION_FAILED', { reason: message });
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
