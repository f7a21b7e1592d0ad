/** `buildApp`: the HTTP face of a servable: routes, ids, errors, log, measures, capture. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { faultMs } from './fault.ts';
import { type Measures, openMeasures } from './measures.ts';
import { exchangeOf } from './predictor.ts';
import { openRecorder, type Recorder } from './recorder.ts';
import { RequestError, refusalBody, refusalOf } from './request-error.ts';
import { documentationRoutes } from './routes/documentation.ts';
import { explainRoutes } from './routes/explain.ts';
import { graphRoutes } from './routes/graph.ts';
import { healthRoutes } from './routes/health.ts';
import { invocationRoutes } from './routes/invocations.ts';
import { predictRoutes } from './routes/predict.ts';
import { type AppState, BODY_BYTES } from './state.ts';
import { requestId } from './trace.ts';
import { isV2, v2Routes } from './v2/routes.ts';

/** How long a connection may be silent. */
export const KEEP_ALIVE_MS = 72_000;

export function buildApp(
  state: AppState,
  measures: Measures = openMeasures(state.servable, () => state.inFlight),
  record: Recorder = openRecorder(state, measures),
): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    return503OnClosing: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
    genReqId: ({ headers }) => requestId(headers['x-request-id'], headers.traceparent),
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
    record({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: reply.elapsedTime,
      traceparent: request.headers.traceparent as string | undefined,
      exchange: request.exchange,
    });
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const refused = asRequestError(error, request);
    if (refused.status >= 500) state.log.write('error', 'failure', { request_id: request.id, stack: (error as Error).stack });
    if (request.routeOptions.config.captured) request.exchange = { ...(request.exchange ?? exchangeOf(state.servable, [])), error: refused.body() };
    return reply.status(refused.status).send(refusalBody(refused, isV2(request.url)));
  });
  app.setNotFoundHandler((request, reply) => {
    const refused = new RequestError(404, 'ROUTE_UNKNOWN', { method: request.method, path: request.url.slice(0, 200) });
    return reply.status(404).send(refusalBody(refused, isV2(request.url)));
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

/** A refusal, or what Fastify or a handler threw as one. */
function asRequestError(error: unknown, request: FastifyRequest): RequestError {
  const { code } = error as { code?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new RequestError(413, 'BODY_LARGE', { limit: request.routeOptions.bodyLimit });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new RequestError(415, 'MEDIA_TYPE', { type: request.headers['content-type'] ?? '—', expected: 'application/json' });
  }
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new RequestError(400, 'BODY_NOT_JSON');
  }
  return refusalOf(error);
}
