/** `openRecorder`: what is kept of every request once it is answered: a line of the log, the measures, the capture for monitoring. */
import type { Prediction, Row } from '../sdk/types.ts';
import type { Measures } from './measures.ts';
import type { RequestError } from './request-error.ts';
import type { AppState } from './state.ts';
import { traceOf } from './trace.ts';

/** What a prediction route read and answered. */
export interface Exchange {
  model: string;
  rows: readonly Row[];
  predictions: readonly Prediction[];
  error: ReturnType<RequestError['body']> | null;
}

export interface Handled {
  id: string;
  method: string;
  route: string;
  status: number;
  ms: number;
  traceparent: string | undefined;
  exchange: Exchange | null;
}

export type Recorder = (handled: Handled) => void;

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

export function openRecorder(state: AppState, measures: Measures): Recorder {
  return ({ id, method, route, status, ms: exact, traceparent, exchange }) => {
    const ms = Math.round(exact * 1000) / 1000;
    measures.request(method, route, status, exact / 1000);
    if (PROBES.has(route) && status < 400) return;
    const trace = traceparent === undefined ? null : traceOf(traceparent);
    // Ids, traces and routes have no character that JSON writes in another way.
    let fields = `"request_id":"${id}","method":"${method}","route":"${route}","status":${status},"ms":${ms}`;
    if (trace) fields += `,"trace_id":"${trace.trace_id}","parent_id":"${trace.parent_id}"`;
    if (exchange) fields += `,"model":${JSON.stringify(exchange.model)},"rows":${exchange.rows.length}`;
    if (exchange?.error) fields += `,"error":${JSON.stringify(exchange.error)}`;
    state.log.line(status >= 500 ? 'error' : 'info', 'request', fields);
    if (!exchange) return;
    const { model, rows, predictions, error } = exchange;
    measures.inference(model, status, rows.length);
    state.capture?.add({ t: Date.now(), id, route, status, ms, rows, predictions, error });
  };
}
