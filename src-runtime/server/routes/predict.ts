/** `predictRoutes`: POST /predict for one row, POST /predict/batch for many; `predictAnswer`, what the first one says. */
import type { FastifyInstance } from 'fastify';
import type { Prediction } from '../../sdk/types.ts';
import { answer, exchangeOf } from '../predictor.ts';
import { RequestError } from '../request-error.ts';
import type { Servable } from '../servable.ts';
import { type AppState, BATCH_BODY_BYTES } from '../state.ts';
import { validRow, validRows } from '../validate.ts';

export function predictRoutes(app: FastifyInstance, { servable }: AppState): void {
  const { name, version, signature } = servable;

  app.post('/predict', { config: { captured: true } }, async (request) => {
    request.exchange = exchangeOf(servable, [validRow(request.body, signature)]);
    return predictAnswer(servable, await answer(request.exchange, servable, request.id), request.id);
  });

  app.post('/predict/batch', { config: { captured: true }, bodyLimit: BATCH_BODY_BYTES }, async (request) => {
    const body = request.body as { rows?: unknown } | null;
    if (!Array.isArray(body?.rows)) throw new RequestError(422, 'BODY_SHAPE', { expected: '{ "rows": [{…}, …] }', field: 'rows' });
    request.exchange = exchangeOf(servable, validRows(body.rows, signature));
    const predictions = await answer(request.exchange, servable, request.id);
    return { predictions, model: { name, version }, request_id: request.id };
  });
}

export function predictAnswer({ name, version }: Servable, [prediction]: readonly Prediction[], id: string) {
  const { label, probabilities, value, answered } = prediction!;
  return { label, probabilities, ...(value !== undefined && { value }), ...(answered && { answered }), model: { name, version }, request_id: id };
}
