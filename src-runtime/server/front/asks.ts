/** `predictionAsks`: the routes of prediction as the front door asks them, with the answers, the log, the measures and the capture that they have behind Fastify. */
import type { Prediction, Row } from '../../sdk/types.ts';
import { answer, exchangeOf } from '../predictor.ts';
import type { Exchange, Recorder } from '../recorder.ts';
import { refusalBody, refusalOf } from '../request-error.ts';
import { predictAnswer } from '../routes/predict.ts';
import type { Servable } from '../servable.ts';
import type { AppState } from '../state.ts';
import { requestId } from '../trace.ts';
import { INFER_ROUTES, inferReply, inferRows, servedModels } from '../v2/routes.ts';
import type { InferRequest } from '../v2/tensors.ts';
import { validRow } from '../validate.ts';
import type { Ask, Given } from './front.ts';
import { type OneRow, oneRow } from './one-row.ts';

interface Route {
  route: string;
  v2: boolean;
  /** Bodies that are read in another way there, or may be: they are left alone. */
  strange(text: string, body: unknown): boolean;
  rows(body: unknown): Exchange['rows'];
  text(predictions: readonly Prediction[], body: unknown, id: string): string;
  quick: OneRow | null;
}

const NOTHING = Buffer.alloc(0);
/** How many there were is all that is told of rows that nobody keeps. */
const ONE: readonly Row[] = [{}];
/** What might set a prototype is Fastify's to refuse; letters written as their numbers may spell it. */
const POISON = /__proto__|constructor|\\u00[567]/;

export function predictionAsks(state: AppState, record: Recorder): Map<string, Ask> {
  const { servable } = state;
  const asks = new Map([['/predict', askOf(servable, predictRoute(servable), state, record)]]);
  for (const model of servedModels(servable).values()) {
    for (const route of INFER_ROUTES) {
      const path = route.replace(':model', model.name).replace(':version', model.version);
      asks.set(path, askOf(model, inferRoute(model, route), state, record));
    }
  }
  return asks;
}

function predictRoute(model: Servable): Route {
  return {
    route: '/predict',
    v2: false,
    strange: (text) => POISON.test(text),
    rows: (body) => [validRow(body, model.signature)],
    text: (predictions, _, id) => JSON.stringify(predictAnswer(model, predictions, id)),
    quick: null,
  };
}

function inferRoute(model: Servable, route: string): Route {
  return {
    route,
    v2: true,
    // Outputs by name or as bytes.
    strange: (_, body) => (body as InferRequest | null)?.outputs !== undefined || (body as InferRequest | null)?.parameters !== undefined,
    rows: (body) => inferRows(model, { json: body as InferRequest | null, binary: NOTHING }),
    text: (predictions, body, id) => JSON.stringify(inferReply(model, predictions, body as InferRequest | null, id).head),
    quick: oneRow(model),
  };
}

function askOf(model: Servable, { route, v2, strange, rows, text, quick }: Route, state: AppState, record: Recorder): Ask {
  return (head, sent) => {
    const begun = performance.now();
    const body = parsed(sent);
    if (body === undefined || strange(sent, body)) return null;
    const id = requestId(head.requestId, head.traceparent);
    let exchange: Exchange | null = null;
    state.inFlight++;

    const done = (status: number, told: string): Given => {
      state.inFlight--;
      record({ id, method: 'POST', route, status, ms: performance.now() - begun, traceparent: head.traceparent, exchange });
      return { status, id, text: told };
    };
    const refuse = (error: unknown): Given => {
      const refused = refusalOf(error);
      if (refused.status >= 500) state.log.write('error', 'failure', { request_id: id, stack: (error as Error).stack });
      exchange = { ...(exchange ?? exchangeOf(state.servable, [])), error: refused.body() };
      return done(refused.status, JSON.stringify(refusalBody(refused, v2)));
    };

    try {
      const told = quick?.(body, id);
      if (told) {
        model.answered?.(1);
        exchange = exchangeOf(model, state.capture ? [told.row()] : ONE);
        if (state.capture) exchange.predictions = [told.prediction()];
        return done(200, told.text);
      }
      exchange = exchangeOf(model, rows(body));
      const predictions = answer(exchange, model, id);
      if (predictions instanceof Promise) return predictions.then((found) => done(200, text(found, body, id))).catch(refuse);
      return done(200, text(predictions, body, id));
    } catch (error) {
      return refuse(error);
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
